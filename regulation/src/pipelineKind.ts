import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'

/** The pipeline in which deals begin unless somebody names another: the first of sales that takes new ones. */
export function beginningOf({ pipelines }: Regulation): string {
  const all = [...pipelines.values()]
  const taking = all.filter(({ archived }) => !archived)
  return (taking.find(({ kind }) => kind === 'sales') ?? taking[0] ?? all[0]!).key
}

/** Clauses speak of open sales deals; production orders obey only few of them (regulation §3). */
export const isSales = (regulation: Regulation, { pipeline, status }: Dossier): boolean =>
  status === 'open' && regulation.pipelines.get(pipeline)!.kind === 'sales'
