import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseInstant, type Instant } from '@reglament/kernel'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { standingClock } from '../../../platform/clock.ts'
import { readConfiguration } from '../../../platform/configuration.ts'
import { openDatabase } from '../../../platform/database.ts'
import { testDatabase } from '../../../testing/database.ts'
import { foundWorkspace } from '../../members/index.ts'
import { foundIntake } from '../../intake/index.ts'
import { foundRulebook } from '../../rulebook/index.ts'
import { checkMapping, importFile, type ImportRequest, type Mapping } from '../index.ts'

/** Tuesday, in the morning, in Moscow. */
export const now: Instant = parseInstant('2026-03-10T10:00:00+03:00')

/** A database with the program on it, for one test file. Rows are read as the application sees them. */
export async function aProgram() {
  const database = await testDatabase()
  const db = openDatabase(database.appUrl)
  const clock = standingClock(now)
  const services = { db, clock, config: readConfiguration({}), log: pino({ level: 'silent' }) }
  const reader = new Client({ connectionString: database.appUrl })
  await reader.connect()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reglament-transfer-'))
  afterAll(async () => {
    await db.destroy()
    await reader.end()
    rmSync(folder, { recursive: true, force: true })
  })
  let founded = 0

  /** Rows as the workspace sees them. */
  const rows = async <Row>(workspaceId: number, question: string, values: unknown[] = []): Promise<Row[]> => {
    await reader.query(`begin; set local app.workspace = '${workspaceId}'`)
    try {
      return (await reader.query(question, values)).rows as Row[]
    } finally {
      await reader.query('rollback')
    }
  }
  return {
    database,
    services,
    clock,
    folder,
    rows,
    count: async (workspaceId: number, from: string): Promise<number> =>
      (await rows<{ count: number }>(workspaceId, `select count(*)::integer as count from ${from}`))[0]!.count,
    found: async (currency = 'RUB') => {
      const owner = { name: 'Анна Собственник', email: `owner${++founded}@example.ru`, password: 'длинный-пароль-7' }
      const { workspace, ownerId } = await foundWorkspace(
        services,
        { name: `Фирма ${founded}`, owner, currency },
        { founders: [foundRulebook, foundIntake], locale: 'ru' },
      )
      return { workspaceId: workspace.id, ownerId, email: owner.email }
    },
    /** Past row-level security, for what only a broken machine does. */
    asOwner: async (statement: string) => {
      const owner = new Client({ connectionString: database.ownerUrl })
      await owner.connect()
      await owner.query(statement)
      await owner.end()
    },
    /** A file in the folder of this test file. */
    file: (name: string, content: string | Buffer): string => {
      const file = path.join(folder, name)
      writeFileSync(file, content)
      return file
    },
    adopt: (request: ImportRequest) => importFile(services, request),
  }
}

/** A small mapping for files written in tests: id, stage, and what else a test wants. */
export const aMapping = (more: Partial<Mapping> = {}): Mapping =>
  checkMapping({
    source: 'test',
    pipeline: 'sales',
    externalId: '{id}',
    title: '{title}',
    stage: { column: 'stage', values: { new: 'new-request', work: 'taken', won: 'started', lost: 'lost' } },
    dates: { format: 'iso' },
    ...more,
  }) as Mapping
