import { memo } from 'react'
import { useFormat } from '../words/format.tsx'
import { faceOf } from './clockFace.ts'
import { useNow } from './now.ts'
import { cx } from './cx.ts'
import styles from './Clock.module.css'

/** When something is due, and since when its time runs. */
export type ClockProps = {
  due: string
  /** When the time began to run; without it the pie can't tell a last quarter. */
  from?: string | undefined
  /** Stands still: outside working hours. */
  paused?: boolean
  /** Done at this instant: the tick, and how long it took. */
  doneAt?: string | null | undefined
  /** `face` or `words` alone, for a card where they stand on two lines. */
  show?: 'both' | 'face' | 'words'
  size?: 'm' | 'l'
  /** Where nothing around it says so: a date is told as a limit, «до …». */
  asLimit?: boolean
  className?: string
}

/** The clock: one language of time in every list. The face never goes without words; the exact moment is in the hint. */
export const Clock = memo(function Clock({
  due,
  from,
  paused = false,
  doneAt,
  show = 'both',
  size = 'm',
  asLimit = false,
  className,
}: ClockProps) {
  const now = useNow()
  const format = useFormat()
  const face = faceOf({ due, from, paused, doneAt, now, sameDay: format.sameDay })
  const words = format.clockWords(face, now, asLimit)
  return (
    <span
      className={cx(styles.clock, size === 'l' && styles.large, className)}
      data-s={face.state}
      data-hint={format.dueExactly(due)}
      aria-hidden={show === 'face' || undefined}
    >
      {show !== 'words' && <i style={{ '--p': face.share }} aria-hidden="true" />}
      {show !== 'face' && <span>{words}</span>}
    </span>
  )
})

/** A term with its limit: the tick is the limit, what runs past it is striped red. */
export const Term = memo(function Term({ from, until, label }: { from: string; until: string; label: (share: number) => string }) {
  const now = useNow()
  const start = Date.parse(from)
  const length = Math.max(Date.parse(until) - start, 1)
  const share = Math.max((now - start) / length, 0)
  const state = share >= 1 ? 'over' : share >= 0.75 ? 'risk' : 'left'
  const words = label(share)
  return (
    <span className={styles.term} data-s={state} style={{ '--v': Math.min(share, 1.22) }} role="img" aria-label={words} data-hint={words} />
  )
})

/** A bare line with its limit, for anything that fills up: the length of a password, for one. */
export function TermLine({ share, className }: { share: number; className?: string }) {
  return <span className={cx(styles.term, className)} data-s="left" style={{ '--v': share }} aria-hidden="true" />
}
