import type { Page } from '@playwright/test'
import { column } from '../support/board.ts'
import { seedDeals } from '../support/deals.ts'
import { hasNoFault } from '../support/readers.ts'
import { expect, hearsNothing, test } from '../support/story.ts'

test('[B1] the head takes a stage away, says where its deals go, puts the draft in force and sees them there', async ({
  windowOf,
  company,
}) => {
  const head = await company.hires('head', 'Марина Лебедева')
  await seedDeals(company.owner, [
    { stage: 'proposal-discussed', title: 'Запись на приём через сайт', client: 'Стоматология «Дельта»', budget: 510 },
    { stage: 'proposal-discussed', title: 'Мобильная версия каталога', client: '«Лакокраска-Юг»', budget: 880 },
  ])
  const page = await windowOf(head)
  await page.goto('/settings')
  await page.getByRole('navigation', { name: 'Разделы настроек' }).getByRole('link', { name: 'Воронки и этапы' }).click()
  const editor = page.getByRole('region', { name: 'Этапы воронки «Продажи»' })
  await expect(editor.getByRole('listitem').filter({ hasText: 'Обсудили КП' }).first()).toBeVisible()
  await expect(page.getByText('2 сделки')).toBeVisible()

  await page.getByRole('button', { name: 'Убрать «Обсудили КП»' }).click()
  const removal = page.getByRole('dialog')
  await expect(removal).toContainText('На этапе 2 сделки')
  await removal.getByRole('combobox', { name: 'Куда перейдут сделки' }).click()
  await page.getByRole('option', { name: 'Отправлено КП' }).click()
  await removal.getByRole('button', { name: 'Убрать этап' }).click()

  // Clauses that name it are told, with the way to mend them.
  const draft = page.getByRole('region', { name: 'Черновик версии 2' })
  await expect(draft).toContainText('Этап «Обсудили КП» убран')
  await hasNoFault(page, 'a draft without a stage')
  await draft.getByRole('button', { name: /^Заменить в/ }).click()
  await expect(draft).toContainText('его сделки переходят на «Отправлено КП»')
  await draft.getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(page.getByText('Версия 2 введена в действие.')).toBeVisible()
  await expect(editor).not.toContainText('Обсудили КП')

  await page.goto('/deals')
  const there = column(page, 'Отправлено КП')
  // The sweeper carries them over, after whatever else it has to do.
  await expect(there.getByText('Мобильная версия каталога')).toBeVisible({ timeout: 30_000 })
  await expect(there.getByText('Запись на приём через сайт')).toBeVisible()
  await there.getByText('Мобильная версия каталога').click()
  await expect(page.getByText('Этапа «Обсудили КП» больше нет в версии 2 регламента')).toBeVisible()
})

test('[L5 L2] two heads write on one draft by the keyboard alone: what both changed is asked with both values, the rest is put together', async ({
  windowOf,
  company,
}) => {
  const [first, second] = [await windowOf(await company.hires('head', 'Марина Лебедева')), await windowOf(company.owner)]
  const rename = async (page: Page, stage: string, name: string) => {
    await page.getByRole('button', { name: stage, exact: true }).press('Enter')
    const field = page.getByRole('textbox', { name: 'Название по-русски' })
    await expect(field).toBeFocused()
    await field.fill(name)
    await field.press('Enter')
  }
  for (const page of [first, second]) {
    await hearsNothing(page)
    await page.goto('/settings?section=stages')
    await expect(page.getByText('Черновика нет')).toBeVisible()
  }
  await rename(first, 'Взята в работу', 'У менеджера')
  await expect(first.getByText('Марина Лебедева, сегодня')).toBeVisible()
  // The other window has not heard of it.
  await rename(second, 'Квалифицирован', 'Годный')
  await expect(second.getByRole('button', { name: 'У менеджера', exact: true })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Годный', exact: true })).toBeVisible()

  await rename(first, 'Квалифицирован', 'Проверен')
  const clash = first.getByRole('dialog', { name: /Это изменили и вы/ })
  await expect(clash).toContainText('У вас: Проверен')
  await expect(clash).toContainText('У другого: Годный')
  await clash.getByRole('radio', { name: /Годный/ }).press('Space')
  await clash.getByRole('button', { name: 'Оставить выбранное' }).press('Enter')
  for (const name of ['У менеджера', 'Годный']) await expect(first.getByRole('button', { name, exact: true })).toBeVisible()
})
