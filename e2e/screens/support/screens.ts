import path from 'node:path'
import { expect, type Browser, type Page } from '@playwright/test'
import type { Me } from '@reglament/contract'
import type { Person } from '../../support/company.ts'
import { letIn, phone } from '../../support/story.ts'
import { desk } from './desk.ts'
import { setMorning } from './morning.ts'
import { office } from './office.ts'
import type { Device, Screen } from './screen.ts'
import { sheets } from './sheets.ts'
import type { Studio } from './studio.ts'

export type Variant = { locale: Me['locale']; theme: 'light' | 'dark'; device: Device }

/** Every way in which a screen is looked at. */
export const variants: readonly Variant[] = (['ru', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((theme) => (['desktop', 'phone'] as const).map((device): Variant => ({ locale, theme, device }))),
)
export const nameOf = ({ locale, theme, device }: Variant) => `${locale}-${theme}-${device}`

/** Every screen that is photographed. */
export const screens: readonly Screen[] = [...desk, ...office, ...sheets]

export const screensOn = (device: Device) => screens.filter(({ only }) => only === undefined || only === device)

const folder = path.join(import.meta.dirname, '../../../artifacts/screens')

/** Takes the picture of one screen in a window of its own: `artifacts/screens/board-ru-light-desktop.png`. */
export async function photograph(browser: Browser, studio: Studio, screen: Screen, variant: Variant): Promise<void> {
  const page = await openWindow(browser, screen.who(studio), variant)
  try {
    await take(page, studio, screen, variant)
  } finally {
    await closeWindow(page)
  }
}

/** A window in which this person, or nobody, looks at screens on the morning of the pictures. */
export async function openWindow(browser: Browser, person: Person | undefined, { locale, theme, device }: Variant): Promise<Page> {
  const context = await browser.newContext({
    locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(device === 'phone' ? phone : { viewport: { width: 1440, height: 900 } }),
  })
  if (person) {
    await person.prefers({ locale, theme })
    await letIn(context, person)
  }
  await setMorning(context)
  return context.newPage()
}

/** Opens a screen, takes its picture and leaves the window as it was: what was begun there is forgotten, not kept for the next screen. */
export async function take(page: Page, studio: Studio, screen: Screen, variant: Variant): Promise<void> {
  const faults: Error[] = []
  const note = (fault: Error) => faults.push(fault)
  page.on('pageerror', note)
  await screen.open(page, studio, variant.device)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.getByRole('status', { name: /^(Загружаем|Loading)/ })).toHaveCount(0)
  await page.screenshot({ path: path.join(folder, `${screen.name}-${nameOf(variant)}.png`), animations: 'disabled' })
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.evaluate(() => sessionStorage.clear())
  await page.goto('about:blank')
  await page.mouse.up() // Where a card was held.
  page.off('pageerror', note)
  expect(faults, 'faults that nobody sees').toEqual([])
}

export async function closeWindow(page: Page): Promise<void> {
  await page.context().unrouteAll({ behavior: 'ignoreErrors' }) // What is still asked has no part in the picture.
  await page.context().close()
}
