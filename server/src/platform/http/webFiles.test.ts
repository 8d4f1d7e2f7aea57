import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { caller, testServices, testShell } from '../../testing/app.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'reglament-web-'))
afterAll(() => rmSync(folder, { recursive: true }))
const script = `console.log(${JSON.stringify('привет '.repeat(500))})`
mkdirSync(path.join(folder, 'assets'))
writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Reglament</title>')
writeFileSync(path.join(folder, 'assets/app-3f2a.js'), script)
writeFileSync(path.join(folder, '.env'), 'SECRET=1')

const app = await testShell(await testServices(), () => Promise.resolve(), folder)
const browser = caller(app, { accept: 'text/html,*/*' })

describe('the built web', () => {
  test('every address of a screen opens the start page, which is asked for anew each time', async () => {
    for (const address of ['/', '/deals/0189?tab=notes', '/my-day', '/index.html']) {
      const page = await browser.get<string>(address)
      expect(page, address).toMatchObject({
        status: 200,
        headers: { 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' },
      })
      expect(page.headers['content-security-policy']).toContain("object-src 'none'")
    }
  })

  test('an asset is kept for good, and sent compressed to whoever can read it', async () => {
    const ask = (encoding?: string) =>
      app.inject({ url: '/assets/app-3f2a.js', headers: { host: 'localhost', ...(encoding && { 'accept-encoding': encoding }) } })
    const [plain, brotli, gzip] = [await ask(), await ask('gzip, deflate, br'), await ask('gzip;q=0.5')]
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    })
    expect(plain.payload).toBe(script)
    expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip'])
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(script)
    const { etag } = plain.headers
    const again = await app.inject({ url: '/assets/app-3f2a.js', headers: { host: 'localhost', 'if-none-match': String(etag) } })
    expect([again.statusCode, again.payload]).toEqual([304, ''])
  })

  test('nothing else is there: no missing asset, no address of the API, no file beside or above', async () => {
    for (const address of [
      '/assets/gone.js',
      '/api/nothing',
      '/.env',
      '/../package.json',
      '/assets/../../package.json',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      const answer = await app.inject({ url: address, headers: { host: 'localhost', accept: '*/*' } })
      expect(answer.statusCode, address).toBe(404)
    }
  })
})
