// When what is stored is taken in: at once, and many together where many come.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../platform/services.ts'
import { unnoted } from '../../platform/statementLog.ts'
import { takeInStored } from './raw.ts'

/** Batches of a workspace begin at least so far apart: one alone is taken in at once, of a stream each batch takes many (C1). */
const apartMs = 150

type Loop = { work: Promise<void>; rest: Promise<unknown>; next: Promise<void> | null }

/** One loop for each workspace of a process: whoever comes meanwhile waits for its next batch, so many at once are few batches. */
const running = new Map<number, Loop>()

/** Takes in all that is stored; what was stored before the call is taken in when it answers, unless another process has it. */
export function drain(services: Services, workspaceId: number): Promise<void> {
  const held = running.get(workspaceId)
  if (held) return (held.next ??= held.rest.then(() => begin(services, workspaceId)))
  return begin(services, workspaceId)
}

function begin(services: Services, workspaceId: number): Promise<void> {
  const work = takeInStored(services, workspaceId)
  const ended = work.catch(() => undefined)
  const loop: Loop = { work, rest: Promise.all([ended, sleep(apartMs, undefined, { ref: false })]), next: null }
  running.set(workspaceId, loop)
  void loop.rest.then(() => {
    if (running.get(workspaceId) === loop && loop.next === null) running.delete(workspaceId)
  })
  return work
}

/** Takes in what has been stored, after the sender has been answered; what fails here the sweeper comes back to. */
export function drainSoon(services: Services, workspaceId: number): void {
  unnoted(() => drain(services, workspaceId)).catch((error: unknown) =>
    services.log.error({ err: error, workspaceId }, 'an arrival could not be taken in; it will be tried again'),
  )
}

/** Waits for what is being taken in, and for what is waiting for it. An application that closes, and a test, wait for it. */
export async function drained(): Promise<void> {
  await Promise.allSettled([...running.values()].map(({ work, next }) => next ?? work))
}
