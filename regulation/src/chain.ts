import type { Regulation } from './compile.ts'

/** Which pipeline follows which, as a company writes it: `sales > production, meeting > proposal`. */
export const chainOf = (text: string): { from: string; to: string }[] =>
  text
    .split(',')
    .filter((link) => link.trim() !== '')
    .map((link) => {
      const [from = '', to = ''] = link.split('>').map((key) => key.trim())
      return { from, to }
    })

/** The pipeline that a won deal of this one opens next; null where none follows, or where the clause that opens it is not enforced (C4, G5). */
export function nextInLine({ clauses }: Regulation, pipeline: string): string | null {
  const clause = clauses.find(({ kind, mode }) => kind.kind === 'won-opens-next' && mode === 'enforce')
  const { chain } = (clause?.params ?? { chain: '' }) as { chain: string }
  return chainOf(chain).find(({ from }) => from === pipeline)?.to ?? null
}
