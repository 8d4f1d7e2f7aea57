import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'

/** Clauses speak of open sales deals; production orders obey only few of them (regulation §3). */
export const isSales = (regulation: Regulation, { pipeline, status }: Dossier): boolean =>
  status === 'open' && regulation.pipelines.get(pipeline)!.kind === 'sales'
