import path from 'node:path'
import { expect, type Browser, type Page } from '@playwright/test'
import type { Me } from '@reglament/contract'
import { card, column, holdOver } from '../../support/board.ts'
import type { Person } from '../../support/company.ts'
import { letIn, phone } from '../../support/story.ts'
import { setMorning } from './morning.ts'
import { shown, type Studio } from './studio.ts'

export type Device = 'desktop' | 'phone'
export type Variant = { locale: Me['locale']; theme: 'light' | 'dark'; device: Device }

/** Every way in which a screen is looked at. */
export const variants: readonly Variant[] = (['ru', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((theme) => (['desktop', 'phone'] as const).map((device): Variant => ({ locale, theme, device }))),
)
export const nameOf = ({ locale, theme, device }: Variant) => `${locale}-${theme}-${device}`

type Screen = {
  name: string
  /** Who looks; nobody where one is not signed in yet. */
  who: (studio: Studio) => Person | undefined
  /** Walks to what is to be seen and waits until it is there. */
  open: (page: Page, studio: Studio, device: Device) => Promise<void>
  only?: Device
}

const manager = ({ manager }: Studio) => manager
const owner = ({ company }: Studio) => company.owner
const head = ({ head }: Studio) => head
const nobody = () => undefined
const columns = {
  taken: /^(Взята в работу|Taken into work): /,
  sent: /^(Отправлено КП|Proposal sent): /,
  qualified: /^(Квалифицирован|Qualified): /,
}

async function openBoard(page: Page): Promise<void> {
  await page.goto('/deals')
  await expect(page.getByRole('article').first()).toBeVisible()
}

/** The sheet with all stages for a deal that has just come in. */
async function openSheet(page: Page, device: Device): Promise<void> {
  await openBoard(page)
  if (device === 'phone') await page.getByRole('article').nth(1).getByRole('button').click()
  else {
    await page.getByRole('link', { name: 'Перенос сайта с конструктора' }).focus()
    await page.keyboard.press('m')
  }
  await expect(page.getByRole('dialog').getByRole('button', { name: /^(Взята в работу|Taken into work)/ })).toContainText(/спросит|asks/)
}

async function openDeal(page: Page, { deals }: Studio): Promise<void> {
  await page.goto(`/deals/${deals.get(shown)!.id}`)
  await expect(page.getByRole('heading', { name: /^(Почему нельзя|Why not)$/ })).toBeAttached()
}

/** Every screen that is photographed. */
export const screens: readonly Screen[] = [
  { name: 'sign-up', who: nobody, open: async (page) => void (await page.goto('/sign-up')) },
  {
    name: 'sign-up-errors',
    who: nobody,
    open: async (page) => {
      await page.goto('/sign-up')
      await page.locator('form').getByRole('textbox').first().fill('Студия «Север»')
      await page.locator('form').getByRole('button').last().click()
      await expect(page.getByRole('alert').first()).toBeVisible()
    },
  },
  { name: 'sign-in', who: nobody, open: async (page) => void (await page.goto('/sign-in')) },
  { name: 'board', who: manager, open: openBoard },
  {
    name: 'board-chosen',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      for (const title of ['Перенос сайта с конструктора', 'Сайт сети клиник']) {
        await page.getByRole('link', { name: title }).focus()
        await page.keyboard.press('x')
      }
      await expect(page.getByRole('toolbar')).toBeVisible()
    },
  },
  {
    name: 'bulk-result',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      for (const title of ['Перенос сайта с конструктора', 'Сайт сети клиник', 'Лендинг для курсов вождения']) {
        await page.getByRole('link', { name: title }).focus()
        await page.keyboard.press('x')
      }
      await page.getByRole('toolbar').getByRole('button').nth(0).click()
      await page.getByRole('dialog').getByRole('combobox').click()
      await page.getByRole('option', { name: /^(Отправлено КП|Proposal sent)$/ }).click()
      await page.getByRole('dialog').locator('button[type="submit"]').click()
      await expect(page.getByRole('dialog').getByRole('list').first()).toBeVisible()
    },
  },
  {
    name: 'table',
    who: manager,
    open: async (page) => {
      await page.goto('/deals/table')
      await expect(page.getByRole('row').nth(3)).toBeVisible()
    },
  },
  {
    name: 'table-groups',
    who: owner,
    only: 'desktop',
    open: async (page) => {
      await page.goto('/deals/table?group=stage&columns=title,client,budget,nextTask,flags,field:source')
      await expect(page.getByRole('row').nth(3)).toBeVisible()
    },
  },
  {
    name: 'board-drag',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      await holdOver(page, card(column(page, columns.taken), 'Сайт сети клиник'), column(page, columns.sent))
      await expect(page.getByRole('status').getByRole('heading')).toBeVisible()
    },
  },
  {
    name: 'board-drag-allowed',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      await holdOver(page, card(column(page, columns.taken), 'Сайт сети клиник'), column(page, columns.qualified))
      await expect(page.getByText(/^(Отпустите здесь|Drop here|Let go here)$/)).toBeVisible()
    },
  },
  { name: 'move-sheet', who: manager, open: (page, _studio, device) => openSheet(page, device) },
  {
    name: 'move-form',
    who: manager,
    open: async (page, _studio, device) => {
      await openSheet(page, device)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Взята в работу|Taken into work)/ })
        .click()
      await expect(page.getByRole('combobox', { name: /^(Площадка|Platform)$/ })).toBeVisible()
      await page.keyboard.press('Escape') // The list of the field that has the focus; the form stays.
      await expect(page.getByRole('listbox')).toHaveCount(0)
    },
  },
  {
    name: 'move-refused',
    who: manager,
    open: async (page, _studio, device) => {
      await openSheet(page, device)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Отправлено КП|Proposal sent)/ })
        .click()
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
    },
  },
  { name: 'deal', who: manager, open: openDeal },
  {
    name: 'qualification',
    who: manager,
    open: async (page, studio) => {
      await openDeal(page, studio)
      await page.getByRole('button', { name: /^(Квалификация|Qualification)/ }).click()
      await expect(page.getByRole('heading', { name: /^(Скрипт первого звонка|First-call script)$/ })).toBeVisible()
    },
  },
  {
    name: 'talk',
    who: manager,
    open: async (page, studio, device) => {
      await openDeal(page, studio)
      if (device === 'phone') await page.getByRole('button', { name: /^(Лента|Timeline)$/ }).click()
      await page.getByRole('radio', { name: /^(Встреча|Meeting)$/ }).click()
      await expect(page.getByRole('textbox', { name: /^(Протокол|Minutes)$/ })).toBeFocused()
    },
  },
  {
    name: 'clients',
    who: manager,
    open: async (page) => {
      await page.goto('/clients')
      await expect(page.getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'contact',
    who: manager,
    open: async (page, { deals, manager }) => {
      const { contact } = await manager.deal(deals.get(shown)!.id)
      await page.goto(`/contacts/${contact!.id}`)
      await expect(page.getByRole('heading', { name: /^(Весь путь|The whole path)$/ })).toBeAttached()
      await expect(page.getByText(/^(Сегодня|Today)/).first()).toBeAttached()
    },
  },
  {
    name: 'complete-task',
    who: manager,
    open: async (page, studio) => {
      await openDeal(page, studio)
      await page
        .getByRole('button', { name: /^(Сделано|Done)$/ })
        .first()
        .click()
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
      await expect(page.getByText(/^(Выберите день|Choose a day|Pick a day)$/)).toBeVisible() // The calendar comes after the form.
    },
  },
  {
    name: 'new-deal',
    who: owner,
    open: async (page) => {
      await page.goto('/deals/new')
      await expect(page.getByRole('textbox').first()).toBeFocused()
    },
  },
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

export const screensOn = (device: Device) => screens.filter(({ only }) => only === undefined || only === device)

const folder = path.join(import.meta.dirname, '../../../artifacts/screens')

/** Takes the picture of one screen: `artifacts/screens/board-ru-light-desktop.png`. */
export async function photograph(browser: Browser, studio: Studio, screen: Screen, variant: Variant): Promise<void> {
  const { locale, theme, device } = variant
  const context = await browser.newContext({
    locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(device === 'phone' ? phone : { viewport: { width: 1440, height: 900 } }),
  })
  try {
    const person = screen.who(studio)
    if (person) {
      await person.prefers({ locale, theme })
      await letIn(context, person)
    }
    await setMorning(context)
    const page = await context.newPage()
    await screen.open(page, studio, device)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.getByRole('status', { name: /^(Загружаем|Loading)/ })).toHaveCount(0)
    await page.screenshot({ path: path.join(folder, `${screen.name}-${nameOf(variant)}.png`), animations: 'disabled' })
  } finally {
    await context.unrouteAll({ behavior: 'ignoreErrors' }) // What is still asked has no part in the picture.
    await context.close()
  }
}
