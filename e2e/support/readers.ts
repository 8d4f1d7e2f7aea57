import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What hinders those who hear a page, or work it without a mouse, or need contrast: each fault with the place where it stands. */
async function faultsForReaders(page: Page, within?: string) {
  // Of what is well only the count is told: a page as long as the regulation has thousands of such places, and telling them takes longest.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => ({ impact, text: `${id} at ${target.join(' ')}: ${failureSummary}` })),
  )
}

/** Holds that a page, or what is `within`, has no serious or critical fault for readers; the story goes on to tell them all. */
export async function hasNoSeriousFault(page: Page, where: string, within?: string): Promise<void> {
  const faults = await faultsForReaders(page, within)
  const serious = faults.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect
    .soft(
      serious.map(({ text }) => text),
      where,
    )
    .toEqual([])
}

/** Holds that it has none, not even a slight one. */
export async function hasNoFault(page: Page, where: string, within?: string): Promise<void> {
  expect.soft(await faultsForReaders(page, within), where).toEqual([])
}
