import { gzipSync } from 'node:zlib'
import { seedDeals, studioDeals } from '../support/deals.ts'
import { expect, test } from '../support/story.ts'

/** What a screen may bring at its first opening: scripts and styles as they are sent, in kB. */
const most = 285

test(`[L8] no screen brings more than ${most} kB of scripts and styles at its first opening`, async ({ windowOf, company }) => {
  test.slow() // A dozen screens, each opened by a browser that knows nothing yet.
  const [deal] = [...(await seedDeals(company.owner, studioDeals.slice(0, 1))).values()]
  const screens = ['/my-day', '/deals', '/deals/table', `/deals/${deal!.id}`, '/leads', '/exchange', '/clients', '/incoming']
  const ofTheHead = ['/control', '/regulation', '/settings', '/settings?section=stages', '/settings?section=import']
  const sizes: [screen: string, kB: number][] = []
  for (const path of [...screens, ...ofTheHead]) {
    const page = await windowOf(company.owner)
    // What comes while the browser has nothing to do is no part of it.
    await page.addInitScript(() => Object.assign(globalThis, { requestIdleCallback: () => 0 }))
    const brought: Promise<number>[] = []
    page.on('response', (response) => {
      if (['script', 'stylesheet'].includes(response.request().resourceType()))
        brought.push(response.body().then((body) => gzipSync(body).byteLength))
    })
    await page.goto(path)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await page.waitForTimeout(1000) // Parts of the screen ask for theirs when they are drawn.
    const bytes = (await Promise.all(brought)).reduce((sum, size) => sum + size, 0)
    sizes.push([path.replace(deal!.id, '…'), Math.round(bytes / 1000)])
    await page.close()
  }
  console.log(`At the first opening: ${sizes.map(([path, kB]) => `${path} ${kB} kB`).join(', ')}.`)
  expect(sizes.filter(([, kB]) => kB > most)).toEqual([])
  expect(sizes.every(([, kB]) => kB > 50)).toBe(true)
})
