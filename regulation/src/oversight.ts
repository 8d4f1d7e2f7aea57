import type { TaskFact } from './dossier.ts'

const kinds: ReadonlySet<string> = new Set(['check-closing', 'decide-deal', 'decide-lifetime'])

/** A task that ends with a verdict and not by hand; a clause of its own watches over it (H5). */
export const endsByVerdict = ({ kind }: Pick<TaskFact, 'kind'>): boolean => kind === 'check-closing'

/** Tasks of those who look after others: they do not change hands with the deal, and nobody loses a deal over them. */
export const isOversight = ({ kind }: Pick<TaskFact, 'kind'>): boolean => kinds.has(kind)
