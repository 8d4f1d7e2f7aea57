import { setTimeout as pause } from 'node:timers/promises'
import { formatInstant, parseInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/index.ts'
import { conflict, forbidden, invalid } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { recheckWorkspace } from './recheck.ts'
import { nextDue, sweepWorkspace } from './sweep.ts'

const texts = {
  real: { ru: 'Часы настоящей компании переводить нельзя.', en: 'The clock of a real company can’t be moved.' },
  role: {
    ru: 'Часы песочницы переводит собственник, администратор или руководитель.',
    en: 'The clock of a sandbox is moved by the owner, an admin or a head.',
  },
  back: { ru: 'Часы песочницы идут только вперёд.', en: 'The clock of a sandbox goes forward only.' },
  far: { ru: 'За один раз — не дальше пяти лет.', en: 'Five years at most in one go.' },
  busy: { ru: 'Часы этой песочницы как раз переводят.', en: 'The clock of this sandbox is being moved just now.' },
}
const mayMove = new Set(['owner', 'admin', 'head'])
const aheadMaxMs = 5 * 366 * 86_400_000

/** A clock that is being moved is held by one process at a time; a dead one lets go with its connection. */
async function holding<Result>({ db }: Services, workspaceId: number, work: () => Promise<Result>): Promise<Result> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(hashtext('sandbox clock'), ${workspaceId}) as free`.execute(
      connection,
    )
    if (!rows[0]!.free) throw conflict(texts.busy)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtext('sandbox clock'), ${workspaceId})`.execute(connection)
    }
  })
}

/**
 * Moves the clock of a sandbox forward. It stops at every due instant on its way, sweeps, and goes on; when it answers it has arrived,
 * so that three weeks of silence pass in a second and leave the same rows as three weeks of days (K5).
 */
export async function moveClock(services: Services, actor: Actor, to: string): Promise<{ now: string }> {
  const { workspaceId, role, kind } = actor
  if (kind !== 'sandbox') throw forbidden(texts.real)
  if (!mayMove.has(role)) throw forbidden(texts.role)
  const target = parseInstant(to)
  const put = (now: Instant) =>
    inWorkspace(services, workspaceId, (tx) =>
      tx
        .updateTable('workspace')
        .set({ clock_at: at(now) })
        .where('id', '=', workspaceId)
        .execute(),
    )
  return holding(services, workspaceId, async () => {
    // Read inside of the hold: another move may have just ended.
    const workspace = await inWorkspace(services, workspaceId, (tx) =>
      tx.selectFrom('workspace').select(['kind', 'clock_at']).where('id', '=', workspaceId).executeTakeFirstOrThrow(),
    )
    const now = services.clock.now({ kind: 'sandbox', clockAt: workspace.clock_at })
    if (target < now) throw invalid([{ path: '/now', message: texts.back }])
    if (target > now + aheadMaxMs) throw invalid([{ path: '/now', message: texts.far }])
    await recheckWorkspace(services, workspaceId)
    let stop = now
    let times = new Map<string, number>()
    for (;;) {
      const due = await inWorkspace(services, workspaceId, (tx) => nextDue(tx, workspaceId))
      if (due === null || due > target) break
      if (due > stop) {
        stop = due
        times = new Map()
        await put(stop)
      }
      await recheckWorkspace(services, workspaceId)
      // What is due and was not swept is in the hands of another process: the clock waits for it, for it must not pass a due instant.
      if ((await sweepWorkspace(services, workspaceId, stop, times)) === 0) await pause(20)
    }
    await put(target)
    return { now: formatInstant(target) }
  })
}
