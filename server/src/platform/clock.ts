import type { Instant } from '@reglament/kernel'

/** The part of a workspace (or of somebody acting in it) that tells its time. */
export type Timekeeping = { kind: 'real' | 'sandbox'; clockAt: Instant | null }

export type Clock = {
  /** The time of the wall: sessions, limits, logs. */
  real: () => Instant
  /** The time in this workspace: business reads no other. A sandbox whose clock was put somewhere stays there until it is put further (K5). */
  now: (workspace: Timekeeping) => Instant
}

const clockOver = (real: () => Instant): Clock => ({
  real,
  now: ({ kind, clockAt }) => (kind === 'sandbox' && clockAt !== null ? clockAt : real()),
})

export const systemClock: Clock = clockOver(Date.now)

/** A clock for tests: it stands still and is put forward, nothing sleeps. */
export function standingClock(at: Instant): Clock & { set: (at: Instant) => void; pass: (ms: number) => void } {
  let now = at
  return { ...clockOver(() => now), set: (at) => void (now = at), pass: (ms) => void (now += ms) }
}
