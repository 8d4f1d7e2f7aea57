// When what is stored is taken in: at once, and many together where many come; in a rush answers come first.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../platform/services.ts'
import { unnoted } from '../../platform/statementLog.ts'
import { takeInStored } from './raw.ts'

/** Batches of a workspace begin at least so far apart: one alone is taken in at once, of a stream each batch takes many (C1). */
const apartMs = 150
/** More than so many in a second are a rush. */
const rushPerSecond = 40
/** In a rush taking in rests so many times as long as it has worked, so that it has a sixth of the time and answers have the others. */
const restTimes = 5
/** But no longer than this: what came is on the screens a moment later, and what a rush leaves behind is taken in after it without a rest. */
const restMaxMs = 2000

/** One pass over what is stored. `came`: how many have come since then; counted anew at every rest. */
type Loop = { since: number; came: number; work: Promise<void>; rest: Promise<unknown>; next: Promise<void> | null }

/** One loop for each workspace of a process: whoever comes meanwhile waits for its next pass, so many at once are few batches. */
const running = new Map<number, Loop>()

/** Applications that end: each stops between two batches, and what is stored by then is taken in after the next start. */
const ends = new WeakMap<Services, AbortController>()

/** An application begins to take in, also after one of the same services has ended. */
export function beginDraining(services: Services): void {
  ends.set(services, new AbortController())
}

/** Whether the application ends and takes in nothing more. */
export const isEnding = (services: Services): boolean => ends.get(services)?.signal.aborted ?? false

/** Stops taking in and waits for the batches in hand; a backlog is not waited for, it is stored (C1). */
export async function endDraining(services: Services): Promise<void> {
  ends.get(services)?.abort()
  await drained()
}

/** Takes in all that is stored; what was stored before the call is taken in when it answers, unless another process has it. */
export function drain(services: Services, workspaceId: number): Promise<void> {
  if (isEnding(services)) return Promise.resolve()
  const held = running.get(workspaceId)
  if (!held) return begin(services, workspaceId)
  held.came += 1
  return (held.next ??= held.rest.then(() => begin(services, workspaceId)))
}

function begin(services: Services, workspaceId: number): Promise<void> {
  const signal = ends.get(services)?.signal
  const began = performance.now()
  const loop: Loop = { since: began, came: 0, work: Promise.resolve(), rest: Promise.resolve(), next: null }
  running.set(workspaceId, loop)
  const restAfter = (workedMs: number) => pause(isRush(loop) ? Math.min(restTimes * workedMs, restMaxMs) : 0, signal)
  loop.work = takeInStored(services, workspaceId, restAfter, () => isEnding(services))
  loop.rest = loop.work
    .catch(() => undefined)
    .then(() => {
      const workedMs = performance.now() - began
      return Promise.all([restAfter(workedMs), pause(apartMs - workedMs, signal)])
    })
  void loop.rest.then(() => {
    if (running.get(workspaceId) === loop && loop.next === null) running.delete(workspaceId)
  })
  return loop.work
}

function isRush(loop: Loop): boolean {
  const { came, since } = loop
  const now = performance.now()
  Object.assign(loop, { came: 0, since: now })
  return came > 4 && (came * 1000) / (now - since) > rushPerSecond
}

/** A process that ends does not wait for it. */
const pause = (ms: number, signal?: AbortSignal): Promise<unknown> =>
  ms > 0 ? sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined) : Promise.resolve()

/** Takes in what has been stored, after the sender has been answered; what fails here the sweeper comes back to. */
export function drainSoon(services: Services, workspaceId: number): void {
  unnoted(() => drain(services, workspaceId)).catch((error: unknown) =>
    services.log.error({ err: error, workspaceId }, 'an arrival could not be taken in; it will be tried again'),
  )
}

/** Waits for what is being taken in, and for what is waiting for it. A test waits for it. */
export async function drained(): Promise<void> {
  await Promise.allSettled([...running.values()].map(({ work, next }) => next ?? work))
}
