import { moscow } from '@reglament/regulation/testing'
import { expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import { manyDeals } from '../../testing/manyDeals.ts'
import { rowsReadBy } from '../../testing/rowsRead.ts'
import { sweepWorkspace } from './sweep.ts'

const begins = moscow('Tue 10.03 10:00')
const { services, company, database } = await application(new Date(begins).toISOString())
const stops = [
  ['tasks are overdue', moscow('Tue 10.03 10:30')],
  ['deals are stuck', moscow('Tue 10.03 14:00')],
  ['deals are handed over', moscow('Thu 12.03 10:30')],
] as const

const people = 10
const each = 60
/** How many rows of a table may be read for one deal. */
const most = { deal: 10, task: 2, breach: 12, journal: 0, lead: 0, deal_word: 0, board_count_change: 1 }

/** A company of ten managers with so many new requests each, made at ten on Tuesday. */
async function withDeals() {
  const { workspaceId, member } = await company()
  for (let i = 0; i < people; i++) {
    const { id } = await member('manager')
    await manyDeals(services, { workspaceId, memberId: id, now: begins, count: each })
  }
  return workspaceId
}

/** The statistics tell of the first company only, as on a server on which the second one began a minute ago. */
await withDeals()
await withClient(database.ownerUrl, (client) => client.query('analyze'))
const workspaceId = await withDeals()
// Its connections tell what they have counted, before anything else is.
await services.db.destroy()

test.each(stops)('[A9] of a company that no statistics tell of, only what is due is read when %s', async (_, now) => {
  const read = await rowsReadBy(services, database, async (own) => {
    expect(await sweepWorkspace(own, workspaceId, now)).toBeGreaterThanOrEqual(people * each)
  })
  // A deal is chosen, read, judged and written; no row is read because another one is due.
  const perDeal = Object.fromEntries(Object.keys(most).map((table) => [table, read.get(table)! / (people * each)]))
  expect(Object.entries(perDeal).filter(([table, rows]) => rows > most[table as keyof typeof most])).toEqual([])
  expect(perDeal.deal).toBeGreaterThan(1)
})
