/** The states of the one language of time. */
export type ClockState = 'later' | 'left' | 'risk' | 'over' | 'paused' | 'done'

/** What the face shows: its state, the share of time that is left, and between which instants it counts (milliseconds). */
export type ClockFace = { state: ClockState; share: number; due: number; from: number | undefined; doneAt: number | undefined }

const minute = 60_000

/**
 * The face of a clock at an instant. Due on another day: `later`, no hurry. Today: the pie of what is left, amber in its last
 * quarter. From the due instant on: `over`.
 */
export function faceOf({
  due,
  from,
  now,
  paused = false,
  doneAt,
  sameDay,
}: {
  due: string
  from?: string | undefined
  now: number
  paused?: boolean
  doneAt?: string | null | undefined
  sameDay: (one: number, other: number) => boolean
}): ClockFace {
  const end = Date.parse(due)
  const start = from === undefined ? undefined : Date.parse(from)
  const done = doneAt === null || doneAt === undefined ? undefined : Date.parse(doneAt)
  const face = { due: end, from: start, doneAt: done }
  if (done !== undefined) return { ...face, state: 'done', share: 1 }
  if (now >= end) return { ...face, state: 'over', share: 0 }
  if (paused) return { ...face, state: 'paused', share: 1 }
  if (!sameDay(now, end)) return { ...face, state: 'later', share: 1 }
  const length = start === undefined ? undefined : Math.max(end - start, minute)
  const share = length === undefined ? Math.min((end - now) / (8 * 60 * minute), 1) : Math.min((end - now) / length, 1)
  return { ...face, state: length !== undefined && share <= 0.25 ? 'risk' : 'left', share: Math.round(share * 100) / 100 }
}
