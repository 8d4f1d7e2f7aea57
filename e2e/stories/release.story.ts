import type { Draft, Exchange } from '@reglament/contract'
import { aTuesday, putClock } from '../support/losses.ts'
import { forEach } from '../support/server.ts'
import { expect, test } from '../support/story.ts'

// A measurement at the size of a large company: DRILL_MANAGERS=20 DRILL_DEALS=300, where every deal is made by a request of its own.
const managers = Number(process.env.DRILL_MANAGERS ?? 3)
const dealsOfEach = Number(process.env.DRILL_DEALS ?? 12)
const keep = Math.min(20, Math.floor(dealsOfEach / 2))

test(`[I3] a release of ${managers} managers with ${dealsOfEach} deals each is over within seconds, and is undone`, async ({
  windowOf,
}) => {
  test.setTimeout(60_000 + managers * dealsOfEach * 60)
  const { company } = await aTuesday()
  const { owner } = company
  const off = ['overdue', 'overdue-hand-over', 'stage-stay', 'daily-review', 'day-closing', 'load-min', 'exchange-wait']
  const draft = await owner.ask<Draft>('POST', '/regulation/drafts', {
    changes: [{ clause: 'load-max', params: { managerMax: 1000 } }, ...off.map((clause) => ({ clause, mode: 'off' }))],
  })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const team = await forEach(
    Array.from({ length: managers }, (_, i) => `Менеджер ${i + 1}`),
    (name) => company.hires('manager', name),
  )
  const said = Date.now()
  await forEach(
    team.flatMap((member) => Array.from({ length: dealsOfEach }, (_, i) => ({ member, title: `${member.name}: заявка ${i + 1}` }))),
    ({ member, title }) => owner.makesDeal({ title, responsibleId: member.id }),
  )
  const took = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`
  console.log(`${managers * dealsOfEach} deals are made in ${took(said)}.`)

  const page = await windowOf(owner)
  await page.goto('/exchange')
  await page.getByRole('button', { name: 'Объявить разгрузку' }).click()
  await page.getByRole('textbox', { name: 'Сколько оставить каждому' }).fill(String(keep))
  let since = Date.now()
  await page.getByRole('dialog').getByRole('button', { name: 'Объявить разгрузку' }).click()
  await expect(page.getByRole('dialog', { name: /Разгрузка/ }).getByText('Менеджер 1', { exact: true })).toBeVisible({ timeout: 60_000 })
  console.log(`Announced, and what will go is shown in ${took(since)}.`)

  since = Date.now()
  await putClock(company, '12', '18:00')
  console.log(`The deadline has passed and all are on the exchange in ${took(since)}.`)
  const { counts } = await owner.ask<Exchange>('GET', '/exchange')
  console.log(`On the exchange: ${counts.waiting}.`)
  expect(counts.waiting).toBe(managers * dealsOfEach)
  await page.reload()
  await page.getByRole('button', { name: 'Открыть' }).click()
  since = Date.now()
  await page.getByRole('button', { name: 'Отменить разгрузку' }).click()
  await expect(page.getByText('Разгрузка отменена')).toBeVisible({ timeout: 120_000 })
  await expect.poll(async () => (await owner.ask<Exchange>('GET', '/exchange')).items.length, { timeout: 120_000 }).toBe(0)
  console.log(`Undone in ${took(since)}.`)
})
