import type { Named } from '@reglament/contract'
import styles from './Timeline.module.css'

/** A text in which colleagues are called: their names stand out. */
export function Said({ text, names = [] }: { text: string; names?: readonly Named[] | undefined }) {
  return splitByNames(text, names).map(({ piece, called }, i) =>
    called ? (
      <b key={i} className={styles.mention}>
        {piece}
      </b>
    ) : (
      <span key={i}>{piece}</span>
    ),
  )
}

/** The text in pieces: «@Имя Фамилия» of those who are called, and what stands between. The longest name is read first. */
export function splitByNames(text: string, names: readonly Named[]): { piece: string; called: boolean }[] {
  const calls = names.map(({ name }) => `@${name}`).toSorted((one, other) => other.length - one.length)
  const pieces: { piece: string; called: boolean }[] = []
  let rest = text
  while (rest !== '') {
    const found = calls
      .map((call) => ({ call, at: rest.indexOf(call) }))
      .filter(({ at }) => at >= 0)
      .toSorted((one, other) => one.at - other.at || other.call.length - one.call.length)[0]
    if (!found) return [...pieces, { piece: rest, called: false }]
    if (found.at > 0) pieces.push({ piece: rest.slice(0, found.at), called: false })
    pieces.push({ piece: found.call, called: true })
    rest = rest.slice(found.at + found.call.length)
  }
  return pieces
}
