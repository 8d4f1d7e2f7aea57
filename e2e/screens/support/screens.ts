import path from 'node:path'
import { expect, type Browser } from '@playwright/test'
import type { Me } from '@reglament/contract'
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
