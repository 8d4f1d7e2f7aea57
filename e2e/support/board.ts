import { expect, type Locator, type Page } from '@playwright/test'

/** The column of a stage. */
export const column = (page: Page, stage: string | RegExp): Locator =>
  page.getByRole('region', { name: typeof stage === 'string' ? new RegExp(`^${stage}: `) : stage })

/** A deal on the board, by its title; only in one column where a column is given. */
export const card = (place: Page | Locator, title: string): Locator => place.getByRole('article').filter({ hasText: title })

/** Takes a card in hand and holds it over a stage; letting go is for the story. */
export async function holdOver(page: Page, held: Locator, stage: Locator): Promise<void> {
  await held.scrollIntoViewIfNeeded()
  const from = await middleOf(held)
  const to = await middleOf(stage)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 6, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 8 })
}

async function middleOf(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox()
  expect(box, 'it is in sight').not.toBeNull()
  const { x, y, width, height } = box!
  return { x: x + width / 2, y: y + Math.min(height / 2, 260) }
}
