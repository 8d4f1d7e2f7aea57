import type { Deal } from '@reglament/contract'
import { foundCompany, type Company, type Person } from './company.ts'

/** A company whose clock stands where a story puts it, so that its morning is the same every time. */
export type Morning = {
  company: Company
  manager: Person
  head: Person
  deals: Record<'call' | 'late' | 'mail' | 'missed' | 'quiet', Deal>
}

/** A Wednesday that will be ahead for years: a clock of a sandbox goes forward only. */
const day = '2031-03-12'
/** That day at a time of Moscow. */
export const at = (clock: string) => new Date(`${day}T${clock}:00+03:00`).toISOString()

/** Puts the clock forward; what falls due on the way has fallen due when this answers. */
export const putClock = ({ owner }: Company, clock: string) => owner.ask('PUT', '/sandbox/clock', { now: at(clock) })

/**
 * The morning of a manager at 11:04: a letter and a missed call wait, one task is overdue, one is due soon, and a deal of yesterday has not been
 * looked at.
 */
export async function aMorning(): Promise<Morning> {
  const company = await foundCompany('Студия «Север»', 'Ирина Соколова', 'sandbox')
  await company.owner.ask('PUT', '/sandbox/clock', { now: new Date('2031-03-11T16:00:00+03:00').toISOString() })
  const manager = await company.hires('manager', 'Анна Лебедева')
  const head = await company.hires('head', 'Марина Орлова')
  const make = (title: string, name: string, phone: string, more: object = {}) =>
    manager.makesDeal({
      title,
      contact: { name, phone, email: `${phone.slice(-4)}@client.example` },
      budget: { amount: 48_000_000, currency: 'RUB' },
      ...more,
    })
  const quiet = await make('Портал для агрономов', 'Игорь Мельник', '+7 912 555-01-05')
  const due = async (deal: Deal, text: string, clock: string, kind = 'call') => {
    const task = deal.tasks[0]!
    const next = { kind, text, dueAt: at(clock) }
    await manager.ask('POST', `/tasks/${task.id}/completion`, { result: 'Договорились о звонке', next })
  }
  await due(quiet, 'Узнать решение', '16:00')
  await putClock(company, '09:05')
  const late = await make('Учёт заявок на складе', 'Пётр Склад', '+7 912 555-01-01')
  const call = await make('Корпоративный сайт', 'Олег Викторович Нестеров', '+7 912 555-01-47')
  await due(late, 'Отправить расчёт склада', '10:30', 'letter')
  const missed = await make('Перенос сайта с конструктора', 'Мария Игнатьева', '+7 912 555-01-02')
  const mail = await make('Единый личный кабинет', 'Сергей Дорохов', '+7 912 555-01-03')
  await due(missed, 'Показать примеры', '15:30', 'meeting')
  await due(mail, 'Прислать правки', '17:00', 'letter')
  await putClock(company, '09:12')
  const says = (deal: Deal, body: object) => manager.ask('POST', `/deals/${deal.id}/interactions`, { direction: 'in', ...body })
  await manager.ask('POST', `/deals/${mail.id}/interactions`, {
    channel: 'mail',
    direction: 'out',
    outcome: 'sent',
    text: 'Сергей, добрый день! Добавили выгрузку цен из 1С и сдвинули запуск на 1 апреля.',
  })
  await says(missed, { channel: 'call', outcome: 'missed' })
  await due(call, 'Обсудить предложение', '11:46')
  await putClock(company, '10:38')
  await says(mail, {
    channel: 'mail',
    outcome: 'received',
    text: 'Выгрузка входит в стоимость?\nПодскажите и покажите, пожалуйста, кабинет, который вы делали раньше.',
  })
  await putClock(company, '11:04')
  return { company, manager, head, deals: { call, late, mail, missed, quiet } }
}
