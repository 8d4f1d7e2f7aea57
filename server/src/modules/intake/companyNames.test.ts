import { foldText, plainCompanyName } from '@reglament/kernel'
import type { LeadActAnswer, Suggestion } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { application, type Person } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'

const world = await application('2026-02-02T07:00:00Z')
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

let numbers = 0
/** An inquiry of somebody new that names a company, and the company of the deal that is made of it. */
const named = async (by: Person, company: string, inn?: string) => {
  const phone = `+7921448${String(++numbers).padStart(4, '0')}`
  const lead = done(await by.post<LeadActAnswer>('/leads', { phone, channel: 'form', company, ...(inn && { inn }) }))
  return { id: lead.deal!.company!.id, name: lead.deal!.company!.name, leadId: lead.id }
}
const aCompany = async (by: Person, name: string, inn?: string) =>
  done(await by.post<{ id: string }>('/companies', { name, ...(inn && { inn }) })).id

describe('[C2] the company that an inquiry names', () => {
  test.each(['ООО «Дом»', 'дом', 'Дом, ООО', 'Общество с ограниченной ответственностью "ДОМ"', 'Dom'])(
    '[C2] it is known as «Дом», however its form, quotes and case are written: %s',
    async (name) => {
      const { owner } = await atTen()
      const known = await aCompany(owner, name === 'Dom' ? 'DOM LLC' : 'Дом')
      expect((await named(owner, name)).id).toBe(known)
    },
  )

  test('[C2] four at once in four spellings make one', async () => {
    const { owner } = await atTen()
    const made = await Promise.all(['Дом', 'ООО «Дом»', 'ООО "Дом"', 'дом ооо'].map((name) => named(owner, name)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })

  test('[C2] another form or another INN is another company; the same INN is the same whatever it is called', async () => {
    const { owner } = await atTen()
    const known = await aCompany(owner, 'ООО «Дом»', '7707083893')
    expect((await named(owner, 'АО «Дом»')).id).not.toBe(known)
    const other = await named(owner, 'Дом', '7728168971')
    expect(other.id).not.toBe(known)
    expect((await named(owner, 'Совсем иначе', '7707083893')).id).toBe(known)
    expect((await named(owner, 'Дом', '7728168971')).id).toBe(other.id)
  })

  test('[C2] of two that the name fits none is taken but the one that is written just so; what is made is taken from then on and offered to be merged', async () => {
    const { owner } = await atTen()
    const [llc, stock] = [await aCompany(owner, 'ООО «Дом»'), await aCompany(owner, 'АО «Дом»')]
    const made = await named(owner, 'Дом')
    expect([llc, stock]).not.toContain(made.id)
    expect((await named(owner, 'Дом')).id).toBe(made.id)
    expect((await named(owner, 'ООО «Дом»')).id).toBe(llc)
    const { items } = done(await owner.get<{ items: Suggestion[] }>(`/leads/${made.leadId}/suggestions`))
    const companies = items.filter(({ kind }) => kind === 'company')
    expect(companies.map(({ id }) => id)).toEqual(expect.arrayContaining([llc, stock]) as unknown)
    expect(companies.find(({ id }) => id === llc)).toMatchObject({
      same: [{ what: 'company' }],
      merge: { survivorId: llc, mergedId: made.id },
    })
  })

  test('[C2] of two by one name and two INN an inquiry without one is of neither, and the next is of what was made', async () => {
    const { owner } = await atTen()
    const two = [await aCompany(owner, 'Дом', '7707083893'), await aCompany(owner, 'Дом', '7728168971')]
    const made = await named(owner, 'Дом')
    expect(two).not.toContain(made.id)
    expect((await named(owner, 'ООО «Дом»')).id).not.toBe(two[0])
    expect((await named(owner, 'Дом')).id).toBe(made.id)
  })

  test('[C2 L6] of another workspace nothing is taken', async () => {
    const [{ owner }, other] = [await atTen(), await atTen()]
    const theirs = await aCompany(other.owner, 'Дом')
    expect((await named(owner, 'Дом')).id).not.toBe(theirs)
  })

  test('[C2] the database folds a name as the program does', async () => {
    const written =
      'Дом | ООО «Дом» | О.О.О. „Дом“ | Дом, ООО | Общество с ограниченной ответственностью «Дом» | ПАО Ёлка | ООО | ИП ИП Иванов | Dom Ltd. | ' +
      'Dom, Inc. | DOM GmbH | L.L.C. Dom | Дом-Строй (Москва) | «» |  | O’Neil; Sons | АО АО | Аоки Инк | Ⅻ Ｄom'
    const signs = '« » „ “ ” ‟ " \' ‘ ’ ‚ ‹ › ` ( ) , ; .'.split(' ').map((sign) => `ООО${sign} а${sign}б${sign}`)
    const names = [...written.split('|'), ...signs].map((name) => foldText(name))
    const { rows } = await withClient(world.database.ownerUrl, (client) =>
      client.query<{ plain: string }>(
        'select company_plain_name(name) as plain from unnest($1::text[]) with ordinality as it (name, n) order by n',
        [names],
      ),
    )
    expect(rows.map(({ plain }) => plain)).toEqual(names.map((name) => plainCompanyName(name)))
  })
})
