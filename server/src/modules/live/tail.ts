import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'

/** A subject in whose stream something was written; `former`: from whom a deal was taken. */
export type Fresh = { kind: string; id: string; former: readonly string[] }
/** What is new in one workspace; null: too much to name. */
type Listener<Item> = (fresh: readonly Item[] | null) => void

type Row = { head: string; workspace_id: number | null; stream_kind: string; stream_id: string; former: string[] | null }

/** Within a second on every screen, with room for the questions that follow. */
const everyMs = 300
/** An import writes thousands at once; nobody reads them one by one. */
const subjectsMax = 500

/** Who asks for what is so long past reads everything anew: it is cheaper than to look for it. */
const transactionsMax = 20_000n

export type Tail<Item> = {
  /** Answers, once it listens, how to leave. */
  listen: (workspaceId: number, listener: Listener<Item>) => Promise<() => void>
  /** What was written from `from` on until the listening began, for somebody who listens already; null: too much to name. */
  missed: (workspaceId: number, from: string) => Promise<readonly Item[] | null>
  stop: () => void
}

/**
 * Reads what is new in the journal for all who listen in this process: one statement for all workspaces, and none while nobody listens.
 * It goes by transactions and not by positions, so that what commits late is not passed over. `describe` is asked once for all who
 * listen in a workspace.
 */
export function openTail<Item>(
  { db, log }: Pick<Services, 'db' | 'log'>,
  describe: (workspaceId: number, fresh: readonly Fresh[]) => Promise<Item[]>,
): Tail<Item> {
  const listeners = new Map<number, Set<Listener<Item>>>()
  let since: string | null = null
  let timer: NodeJS.Timeout | undefined
  let isReading = false

  async function read(): Promise<void> {
    const workspaces = [...listeners.keys()]
    if (since === null) return
    const { head: next, fresh } = await written(since, workspaces)
    since = next
    if (fresh.length > subjectsMax) return tell(workspaces, () => Promise.resolve(null))
    await tell([...new Set(fresh.map(({ workspace_id }) => workspace_id!))], (id) =>
      describe(id, fresh.filter((row) => row.workspace_id === id).map(subjectOf)),
    )
  }

  async function written(from: string, workspaces: readonly number[]): Promise<{ head: string; fresh: Row[] }> {
    const { rows } = await sql<Row>`
      select head::text, workspace_id, stream_kind, stream_id, former
      from journal_news(${from}::text::xid8, ${workspaces}::integer[], ${subjectsMax + 1})`.execute(db)
    return { head: rows[0]?.head ?? from, fresh: rows.filter(({ workspace_id }) => workspace_id !== null) }
  }

  const subjectOf = (row: Row): Fresh => ({ kind: row.stream_kind, id: row.stream_id, former: row.former ?? [] })

  async function missed(workspaceId: number, from: string): Promise<readonly Item[] | null> {
    if (BigInt(since ?? (await head())) - BigInt(from) > transactionsMax) return null
    const { fresh } = await written(from, [workspaceId])
    return fresh.length > subjectsMax ? null : describe(workspaceId, fresh.map(subjectOf))
  }

  const head = async () => {
    const { rows } = await sql<{ head: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as head`.execute(db)
    return rows[0]!.head
  }

  async function tell(workspaces: readonly number[], of: (workspaceId: number) => Promise<readonly Item[] | null>): Promise<void> {
    for (const id of workspaces) {
      const items = await of(id)
      for (const listener of listeners.get(id) ?? []) listener(items)
    }
  }

  async function tick(): Promise<void> {
    if (isReading) return
    isReading = true
    // A database that is away is told by every request; here one only waits until it is back.
    await read().catch((error: unknown) => log.warn({ err: error }, 'news could not be read; it will be tried again'))
    isReading = false
  }

  async function listen(workspaceId: number, listener: Listener<Item>): Promise<() => void> {
    const ofWorkspace = listeners.get(workspaceId) ?? new Set<Listener<Item>>()
    listeners.set(workspaceId, ofWorkspace.add(listener))
    const now = since ?? (await head())
    since ??= now
    timer ??= setInterval(() => void tick(), everyMs).unref()
    return () => {
      ofWorkspace.delete(listener)
      if (ofWorkspace.size === 0) listeners.delete(workspaceId)
      if (listeners.size === 0) stop()
    }
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
    since = null
  }

  return { listen, missed, stop }
}
