import { expect, type Page } from '@playwright/test'
import { head, manager, owner, type Screen } from './screen.ts'
import { openBoard } from './desk.ts'

/** The day, what comes in, the exchange, and where the work is looked after: the regulation, control, the settings. */
export const office: readonly Screen[] = [
  {
    name: 'regulation',
    who: manager,
    open: async (page) => {
      await page.goto('/regulation')
      await expect(page.getByRole('article').first()).toBeVisible()
    },
  },
  {
    name: 'regulation-draft',
    who: owner,
    open: async (page, _studio, device) => {
      await page.goto('/regulation#overdue')
      const clause = page.getByRole('article').filter({ hasText: /Просроченное дело|Overdue task/ })
      await clause.getByRole('button', { name: /^(Когда узнаёт руководитель|When the head sees it)/ }).click()
      await page.getByRole('textbox', { name: /^(Сколько|How many)$/ }).fill('2')
      await page.getByRole('button', { name: /^(Готово|Done)$/ }).click()
      if (device === 'phone') await page.getByRole('button', { name: /^(Посмотреть, что изменится|See what will change)$/ }).click()
      await expect(page.getByText(/^(Проверено|Checked)/)).toBeVisible()
    },
  },
  {
    name: 'my-day',
    who: manager,
    open: async (page) => {
      await page.goto('/my-day')
      await expect(page.getByRole('listitem').first()).toBeVisible()
    },
  },
  {
    name: 'incoming',
    who: manager,
    open: async (page, _studio, device) => {
      await page.goto('/incoming')
      if (device === 'desktop') await expect(page.getByText('Выгрузка входит в стоимость?').last()).toBeVisible()
    },
  },
  {
    name: 'leads',
    who: owner,
    open: async (page) => {
      await page.goto('/leads')
      await expect(page.getByText('Ольга Климова').first()).toBeVisible()
    },
  },
  {
    name: 'exchange',
    who: manager,
    open: async (page) => {
      await page.goto('/exchange')
      await expect(page.getByText('Блог ветеринарной клиники').first()).toBeVisible()
    },
  },
  { name: 'control', who: head, open: async (page) => void (await page.goto('/control')) },
  ...(['closings', 'calls', 'lost', 'campaigns'] as const).map((tab): Screen => ({
    name: `control-${tab}`,
    who: head,
    open: async (page) => void (await page.goto(`/control?tab=${tab}`)),
  })),
  {
    name: 'keys',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'board-picked',
    who: manager,
    only: 'phone',
    open: async (page) => {
      await openBoard(page)
      await page.getByRole('button', { name: /^(Выбрать|Choose)$/ }).click()
      await page.getByRole('checkbox').nth(0).check()
      await page.getByRole('checkbox').nth(1).check()
      await expect(page.getByRole('toolbar')).toBeVisible()
    },
  },
  {
    name: 'settings',
    who: owner,
    open: async (page) => {
      await page.goto('/settings')
      await expect(page.getByText('Олеся Ким')).toBeVisible()
    },
  },
  ...(['company', 'stages', 'lists', 'forms', 'import', 'sign-in'] as const).map((section): Screen => ({
    name: `settings-${section}`,
    who: owner,
    open: async (page) => {
      await page.goto(`/settings?section=${section}`)
      await expect(page.getByRole('main').getByRole('heading').nth(1)).toBeVisible()
    },
  })),
  {
    name: 'import',
    who: owner,
    open: (page) => chooseFiles(page, dealFiles),
  },
  {
    name: 'import-leads',
    who: owner,
    open: (page) => chooseFiles(page, leadFiles),
  },
  {
    name: 'empty-board',
    who: ({ beginner }) => beginner,
    open: async (page) => {
      await page.goto('/deals')
      await expect(page.getByRole('heading', { name: /^(Сделок пока нет|No deals yet)$/ })).toBeVisible()
    },
  },
  {
    name: 'error',
    who: manager,
    open: async (page) => {
      await page.route('**/api/pipelines/*/board*', (route) =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }),
      )
      await page.goto('/deals')
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'no-such-deal',
    who: manager,
    open: async (page) => {
      await page.goto('/deals/00000000-0000-7000-8000-000000000000')
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
]

const dealFiles = {
  'deals.csv':
    'id,client_id,course_id,agent,stage,amount,created,city\n1,C1,P1,Глеб Соколов,In progress,1000,2026-02-01,Пермь\n2,C2,P2,Дарья Ким,Won,2500.50,2026-01-15,Казань\n3,C1,P9,Глеб Соколов,Lost,,2026-01-20,Пермь\n4,C2,P1,Дарья Ким,Negotiation,x,2026-02-31,Казань\n',
  'clients.csv': 'client_id,title,city,employees\nC1,Школа «Север»,Пермь,40\nC2,Лицей № 5,Казань,120\n',
  'courses.csv': 'course_id,name\nP1,Основы\nP2,Мастер\n',
  'people.csv': 'agent,boss,office\nГлеб Соколов,Ольга Белова,Урал\nДарья Ким,Ольга Белова,Урал\n',
}
const leadFiles = {
  'leads.csv':
    'Номер заявки;Имя;Телефон;Источник;utm_campaign;Статус;Не звонить;Курс;Город\n1;Анна Лапина;89031112233;Google;весна;Новая;Нет;Дизайн;Выберите\n2;Борис Ким;89031112244;google;весна;Отказ;Да;Аналитика;Пермь\n3;Вера Ли;;Сайт;;Продано;Нет;Дизайн;Казань\n',
}

/** The screen of imports with files chosen, as it guesses them. */
async function chooseFiles(page: Page, files: Record<string, string>): Promise<void> {
  await page.goto('/settings?section=import')
  const chosen = Object.entries(files).map(([name, content]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) }))
  await page.getByLabel(/^(Выберите файлы или перетащите их сюда|Choose files or drop them here)$/).setInputFiles(chosen)
  await expect(page.getByRole('columnheader', { name: /^(Сделка|Имя|Deal|Name)$/ })).toBeVisible()
}
