import type { Replacement, StepOf } from './act.ts'
import type { Instant } from '@reglament/kernel'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import type { Texts } from './verdict.ts'

/** Whether there is anything on this deal that the replacement is about. */
const concerns = ({ what, field, from }: Replacement, { lossReason, fields, openTasks }: Dossier): boolean => {
  if (what === 'loss-reason') return lossReason === from
  if (what === 'field') return field !== undefined && fields[field] === from
  return openTasks.some(({ kind }) => kind === from)
}

/** The event of a replacement; none where the deal has nothing of it any more, so that doing it twice does nothing. */
export function replaced(
  { kind: _kind, ...data }: StepOf<'replace'>,
  deal: Dossier,
  { now, texts }: { now: Instant; texts: Texts },
): DealEvent[] {
  if (!concerns(data, deal)) return []
  if (data.what === 'field') texts.fields = { ...texts.fields, [data.field!]: data.to }
  return [{ type: 'value-replaced', at: now, data }]
}

/** The dossier after a replacement. Clocks, author and review of a loss stay: only the word for it is another. */
export function withReplaced(dossier: Dossier, { what, field, from, to }: Replacement): Dossier {
  if (what === 'loss-reason') return { ...dossier, lossReason: to, closure: dossier.closure && { ...dossier.closure, reason: to } }
  if (what === 'field') return { ...dossier, fields: { ...dossier.fields, [field!]: to }, version: dossier.version + 1 }
  return { ...dossier, openTasks: dossier.openTasks.map((task) => (task.kind === from ? { ...task, kind: to } : task)) }
}
