// The handle on the database: a pool, Kysely on it, and the one way into a workspace.
import { AsyncLocalStorage } from 'node:async_hooks'
import { MINUTE_MS } from '@reglament/kernel'
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver } from 'kysely'
import type { DatabaseConnection, PostgresDialectConfig, Transaction, TransactionSettings } from 'kysely'
import { Pool, types } from 'pg'
import type { CustomTypesConfig } from 'pg'
import type { DB } from './database.generated.ts'
import { queued } from './database/queuedPool.ts'
import { instantFromPostgres } from './instantColumn.ts'
import { prepareStatements } from './preparedStatements.ts'

export type Database = DB
/** A pool or a transaction; functions that only read and write do not care which. */
export type Db = Kysely<Database>
/** A transaction in which a workspace is set. */
export type Tx = Transaction<Database>

export type DatabaseOptions = {
  connectionsMax?: number
  /** How long connecting may take; the answer "no database" has to come within two seconds. */
  connectMs?: number
  /** How long a request may wait until those before it have been served. */
  queueMs?: number
  statementMs?: number
  lockMs?: number
}

/** Connects lazily: whether there is a database shows at the first statement. */
export function openDatabase(
  url: string,
  { connectionsMax = 12, connectMs = 1500, queueMs = 10_000, statementMs = 15_000, lockMs = 5_000 }: DatabaseOptions = {},
): Db {
  const pool = new Pool({
    connectionString: url,
    types: parsers,
    max: connectionsMax,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 10 * MINUTE_MS, // a connection that goes takes its prepared statements with it
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    query_timeout: statementMs + 5_000, // when not even the timeout of the server is heard of any more
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'reglament',
    keepAlive: true,
    pipeline: true, // what need not wait for an answer is sent at once (decision 40)
  })
  pool.on('error', () => undefined) // An idle connection broke; the next request takes another, or says that there is none.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    prepareStatements(client)
  })
  return new Kysely<Database>({ dialect: new WorkspaceDialect({ pool: queued(pool, { connectionsMax, queueMs }) }) })
}

/**
 * How statements are planned: `by value` lets PostgreSQL look at the values each time, which lists and searches need, `once` keeps one plan
 * for all values. Whoever finds every row by its key plans once: by value a workspace that is too new for the statistics counts as empty,
 * and then any index that begins with it seems as good as the key (decision 35).
 */
export type Planning = 'by value' | 'once'

/**
 * Runs the work in one transaction of this workspace: outside of it row-level security shows nothing. A transaction that lost to another
 * one (deadlock, serialization) is run again, so the work must not keep anything from an earlier try.
 */
export const inWorkspace = <Result>(
  services: { db: Db },
  workspaceId: number,
  work: (tx: Tx) => Promise<Result>,
  planning: Planning = 'by value',
): Promise<Result> => transact(services, { workspaceId, planning, reads: false }, work)

/** Runs work that only reads, as `inWorkspace` does: PostgreSQL refuses it to write, and nobody waits for the end of its transaction. */
export const lookInto = <Result>(
  services: { db: Db },
  workspaceId: number,
  work: (tx: Tx) => Promise<Result>,
  planning: Planning = 'by value',
): Promise<Result> => transact(services, { workspaceId, planning, reads: true }, work)

async function transact<Result>({ db }: { db: Db }, next: NextTransaction, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  if (!Number.isSafeInteger(next.workspaceId)) throw new TypeError('a workspace is a whole number')
  for (let tryNumber = 1; ; tryNumber++) {
    try {
      return await nextTransaction.run(next, () => db.transaction().execute(work))
    } catch (error) {
      if (tryNumber === triesMax || !maySucceedNextTime(error)) throw error
    }
  }
}

const triesMax = 3
type NextTransaction = { workspaceId: number; planning: Planning; reads: boolean }
const nextTransaction = new AsyncLocalStorage<NextTransaction>()

/** 40001 serialization, 40P01 deadlock; 0A000 when a migration changed a table under a prepared statement (another is prepared then). */
function maySucceedNextTime(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '40001' || code === '40P01' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}

class WorkspaceDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver() {
    return new WorkspaceDriver(this.#config)
  }
}

/**
 * Opens the transaction and sets its workspace, and how it plans, on the way of the first statement: that one does not wait for it. After
 * a look the connection is free while its transaction still ends. What went wrong at the beginning is told at the end (decision 40).
 */
class WorkspaceDriver extends PostgresDriver {
  readonly #begun = new WeakMap<DatabaseConnection, Promise<unknown>>()

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const next = nextTransaction.getStore()
    if (next === undefined) return super.beginTransaction(connection, settings)
    const begin = next.reads ? 'begin read only' : 'begin'
    const once = next.planning === 'once' ? '; set local plan_cache_mode = force_generic_plan' : ''
    const begun = connection.executeQuery(CompiledQuery.raw(`${begin}; set local app.workspace = '${next.workspaceId}'${once}`))
    begun.catch(() => undefined) // Asked for at the end; until then the statements that follow fail by themselves.
    this.#begun.set(connection, begun)
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const begun = this.#begun.get(connection)
    this.#begun.delete(connection)
    await begun
    const committed = super.commitTransaction(connection)
    if (nextTransaction.getStore()?.reads) committed.catch(() => undefined)
    else await committed
  }
}

const { builtins } = types

/** What the server sends as text becomes: an instant a number, a long integer a number, a date and a decimal the text they are. */
const parserOf = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, instantFromPostgres],
  [builtins.INT8, safeInteger],
  [builtins.DATE, String],
  [builtins.TIMESTAMP, String],
  [builtins.NUMERIC, String],
  [1182, arrayOf(String)], // date[]
  [1185, arrayOf(instantFromPostgres)], // timestamptz[]
  [1016, arrayOf(safeInteger)], // bigint[]
  [1231, arrayOf(String)], // numeric[]
])

const parsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parserOf.get(oid)) || types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
}

/** Sums of money fit; what does not is a fault of ours and must not be rounded. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a number from the database is beyond 2^53')
  return value
}

/** `{a,NULL,"b c"}` of a type whose elements hold neither quotes nor commas. */
function arrayOf<Element>(parse: (text: string) => Element) {
  return (text: string): (Element | null)[] =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((part) => (part === 'NULL' ? null : parse(part.startsWith('"') ? part.slice(1, -1) : part)))
}
