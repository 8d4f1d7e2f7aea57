import { card, column } from '../support/board.ts'
import { seedDeal } from '../support/deals.ts'
import { expect, test } from '../support/story.ts'

const deal = { stage: 'new-request', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 }

test('[L4] what a colleague does appears on the open board and on the open card by itself', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  const [board, opened] = [await windowOf(company.owner), await windowOf(company.owner)]
  await board.goto('/deals')
  await opened.goto(`/deals/${made.id}`)
  await expect(card(column(board, 'Новая заявка'), deal.title)).toBeVisible()
  await expect(opened.getByRole('textbox', { name: 'Примечание' })).toBeVisible()

  await manager.ask('PATCH', `/deals/${made.id}`, { note: 'Директор просит смету до пятницы' })
  await expect(opened.getByRole('textbox', { name: 'Примечание' })).toHaveValue('Директор просит смету до пятницы')
  await manager.moves(made.id, { to: 'taken', fields: { platform: 'site' } })
  await expect(card(column(board, 'Взята в работу'), deal.title)).toBeVisible()
  const second = await seedDeal(manager, { ...deal, title: 'Поддержка на год' })
  await expect(card(column(board, 'Новая заявка'), second.title)).toBeVisible()
})
