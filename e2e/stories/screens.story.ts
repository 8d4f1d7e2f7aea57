import type { Page } from '@playwright/test'
import { closeWindow, openWindow, screensOn, take, type Variant } from '../screens/support/screens.ts'
import { test } from '../screens/support/studio.ts'
import type { Person } from '../support/company.ts'

const variant: Variant = { locale: 'ru', theme: 'light', device: 'desktop' }

test('screens are photographed', async ({ browser, studio }) => {
  test.setTimeout(300_000) // Some sixty screens, one after another in the window of the person who looks.
  const windows = new Map<Person | undefined, Page>()
  for (const screen of screensOn(variant.device)) {
    await test.step(screen.name, async () => {
      const person = screen.who(studio)
      const page = windows.get(person) ?? (await openWindow(browser, person, variant))
      windows.set(person, page)
      await take(page, studio, screen, variant)
    })
  }
  for (const page of windows.values()) await closeWindow(page)
})
