import type { TaskFact } from './dossier.ts'

const kinds: ReadonlySet<string> = new Set(['check-closing', 'decide-deal', 'decide-lifetime'])

/** Tasks of those who look after others: they do not change hands with the deal, and nobody loses a deal over them. */
export const isOversight = ({ kind }: Pick<TaskFact, 'kind'>): boolean => kinds.has(kind)
