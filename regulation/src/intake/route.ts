import type { Regulation } from '../compile.ts'
import type { FieldDocument } from '../document.ts'
import type { Route, RoutingView } from './face.ts'

export type Routed = Route & { readonly clause: string | null; readonly would: Route | null }

const toExchange: Route = { responsibleId: null, way: 'exchange', because: null, meantFor: null, reserved: null }

/** One source may be sent by its key and by each of its names; a clause that names one of them means all. */
function namesOfSource({ fields }: Regulation, source: string | null): string[] {
  if (source === null) return []
  const sent = source.trim().toLowerCase()
  const names = ({ key, name }: FieldDocument['options'][number]) => [key, name.ru, name.en]
  const option = fields.get('source')?.options.find((one) => names(one).some((it) => it.toLowerCase() === sent))
  return option ? [source, ...names(option)] : [source]
}

/** To whom a new inquiry goes (C3, I1): by the clause in force; where it is only observed, to the exchange. Pure. */
export function routeOf(regulation: Regulation, view: RoutingView): Routed {
  const clause = regulation.clauses.find(({ kind, mode }) => kind.intake?.routes && mode !== 'off')
  if (!clause) return { ...toExchange, clause: null, would: null }
  const route = clause.kind.intake!.routes!({ ...view, sourceNames: namesOfSource(regulation, view.source) }, clause.params)
  return clause.mode === 'enforce'
    ? { ...route, clause: clause.key, would: null }
    : { ...toExchange, clause: clause.key, would: route.responsibleId === null ? null : route }
}
