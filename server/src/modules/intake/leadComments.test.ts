import type { LeadActAnswer, LeadComment, Merge } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person, type Reply } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'
import { arrives, leadCardOf, looking } from './testing/inquiries.ts'

const world = await application('2026-02-02T07:00:00Z')
const says = (by: Person, id: string, text: string) => by.post<LeadComment>(`/leads/${id}/comments`, { text })
const textsOf = async (by: Person, id: string) => (await leadCardOf(by, id)).comments.map(({ text }) => text)

describe('[C4] what was learned of a lead', () => {
  test('[C4 B4] stands beside what the client wrote, told in the history, and goes along into the note of the deal, also of one made by clause', async () => {
    const { owner, member } = await looking(world)
    const manager = await member('manager')
    const lead = await arrives(manager, { channel: 'hand', text: 'Нужны окна' })
    expect(done(await says(manager, lead.id, '  Решает муж, звонить после шести ')).by.id).toBe(manager.id)
    done(await says(owner, lead.id, 'Дать скидку'))
    const card = await leadCardOf(owner, lead.id)
    expect([card.text, card.history[0]!.type, card.comments.map(({ by, text }) => [by.id, text])]).toEqual([
      'Нужны окна',
      'lead-commented',
      [
        [manager.id, 'Решает муж, звонить после шести'],
        [owner.id, 'Дать скидку'],
      ],
    ])
    const made = done(await manager.patch<LeadActAnswer>(`/leads/${lead.id}`, { deadline: 'к маю' }))
    expect([made.becomes, made.deal!.note]).toEqual(['deal', 'Нужны окна\nРешает муж, звонить после шести\nДать скидку'])
    expect(await textsOf(owner, lead.id)).toHaveLength(2)
  })

  test('[C4 L6] nothing empty is written, nothing beside a lead that is not in sight', async () => {
    const { owner, member } = await looking(world)
    const [anna, boris] = [await member('manager'), await member('manager')]
    const lead = await arrives(owner, { responsibleId: anna.id })
    expect((await says(boris, lead.id, 'Моё')).status).toBe(404)
    expect((await says(anna, lead.id, '   ')).status).toBe(400)
    expect((await says(anna, lead.id, 'я'.repeat(4001))).status).toBe(400)
    expect(await textsOf(owner, lead.id)).toEqual([])
  })

  test('[C2] goes along when leads are merged, and back when they are taken apart', async () => {
    const { owner } = await looking(world)
    const [one, other] = [await arrives(owner), await arrives(owner)]
    done(await says(owner, other.id, 'Второй'))
    const merge = done(await owner.post<Merge>(`/leads/${one.id}/merges`, { id: other.id }))
    done(await says(owner, one.id, 'Первый'))
    expect([await textsOf(owner, one.id), (await says(owner, other.id, 'Ещё')).status]).toEqual([['Второй', 'Первый'], 409])
    done((await owner.delete(`/leads/${one.id}/merges/${merge.id}`)) as unknown as Reply<Merge>)
    expect([await textsOf(owner, one.id), await textsOf(owner, other.id)]).toEqual([['Первый'], ['Второй']])
  })
})
