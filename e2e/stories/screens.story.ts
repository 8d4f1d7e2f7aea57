import { photograph, screensOn } from '../screens/support/screens.ts'
import { test } from '../screens/support/studio.ts'

test('screens are photographed', async ({ browser, studio }) => {
  test.setTimeout(300_000) // Some sixty screens, each in a window of its own.
  for (const screen of screensOn('desktop')) {
    await test.step(screen.name, () => photograph(browser, studio, screen, { locale: 'ru', theme: 'light', device: 'desktop' }))
  }
})
