import { nameOf, photograph, screensOn, variants } from './support/screens.ts'
import { test } from './support/studio.ts'

for (const variant of variants) {
  for (const screen of screensOn(variant.device)) {
    test(`${screen.name} ${nameOf(variant)}`, ({ browser, studio }) => photograph(browser, studio, screen, variant))
  }
}
