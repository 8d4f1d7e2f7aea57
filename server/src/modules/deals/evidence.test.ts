import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import type { ActAnswer, CardFile } from '@reglament/contract'
import { afterAll, describe, expect, test } from 'vitest'
import { application, type Person, refusedBy } from '../../testing/company.ts'
import { aClient, aDeal, closed, done, sandbox } from '../../testing/sandbox.ts'
import { temporaryHome } from '../../testing/temporaryHome.ts'

const { home, remove } = await temporaryHome()
afterAll(remove)
const program = await application('2026-02-02T07:00:00Z', { REGLAMENT_HOME: home })
const { app, cookieOf } = program

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('not the whole picture, but its beginning')])
const origin = { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }

/** Sends a file as the browser does: its content as the body, its name beside; whatever it calls itself. */
async function sends(by: Person, dealId: string, content: Buffer | string, name: string, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/deals/${dealId}/files?name=${encodeURIComponent(name)}`,
    headers: { ...origin, cookie: cookieOf(by), 'content-type': 'application/octet-stream', ...headers },
    payload: Buffer.from(content),
  })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : (answer.json() as ActAnswer & { detail?: string }) }
}
const filesOf = async (by: Person, dealId: string) => done(await by.get<{ items: CardFile[] }>(`/deals/${dealId}/files`)).items
const fetches = (by: Person | null, id: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/api/card-files/${id}`, headers: { ...origin, ...(by && { cookie: cookieOf(by) }), ...headers } })

/** The passing file goes a moment after the answer. */
const nothingArriving = () => expect.poll(() => readdir(path.join(home, 'files', 'arriving'))).toEqual([])

async function aCard() {
  const made = await sandbox(program, 'Thu 12.03 16:00')
  const manager = await made.member('manager')
  return { ...made, manager, deal: await aDeal(manager, { contact: aClient({ mail: true }) }) }
}

describe('[H1] a file in the card as proof', () => {
  test('[H1] row 27: an uploaded letter proves the refusal; the card keeps its name, type and size', async () => {
    const { manager, deal } = await aCard()
    expect(refusedBy(await closed(manager, deal, 'too-dear'))).toEqual(['loss-evidence'])
    expect((await sends(manager, deal.id, 'От: Клиент\n\nСпасибо, нам дорого.', 'письмо.eml')).status).toBe(201)
    const [file] = await filesOf(manager, deal.id)
    expect(file).toMatchObject({ name: 'письмо.eml', type: 'text/plain; charset=utf-8', bytes: 56, by: { id: manager.id } })
    // Of another card it proves nothing.
    const other = await aDeal(manager, { contact: aClient() })
    expect(refusedBy(await closed(manager, other, 'too-dear', { evidence: [file!.id] }))).toEqual(['loss-evidence'])
    expect((await closed(manager, deal, 'too-dear', { evidence: [file!.id] })).status).toBe(201)
  })

  test('[H1] the same content twice, under whatever names, is one file', async () => {
    const { manager, deal } = await aCard()
    const all = await Promise.all(['а.png', 'б.png', 'а.png'].map((name) => sends(manager, deal.id, png, name)))
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await filesOf(manager, deal.id)).toHaveLength(1)
    await nothingArriving()
  })

  test.for([
    ['a page', '<!doctype html><script>alert(1)</script>', 'счёт.pdf', 415],
    ['a page behind blanks and a mark', '\uFEFF \n\t<html><body onload=alert(1)>', 'снимок.png', 415],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'рисунок.png', 415],
    ['a drawing as XML', '<?xml version="1.0"?><svg><script>alert(1)</script></svg>', 'рисунок.jpg', 415],
    ['a comment before the page', '<!-- letter --><script>alert(1)</script>', 'письмо.txt', 415],
    ['a script of a shell', '#!/bin/sh\nrm -rf ~', 'письмо.txt', 415],
    ['a program for Windows', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'запись.mp3', 415],
    ['a program for Linux', Buffer.from('7f454c460201010000000000', 'hex'), 'скан.pdf', 415],
    ['nothing at all', '', 'пусто.txt', 400],
  ] as const)('[H1 L6] %s is refused whatever it calls itself, and leaves nothing', async ([, content, name, status]) => {
    const { manager, deal } = await aCard()
    const answer = await sends(manager, deal.id, Buffer.from(content as string), name, { 'content-type': 'image/png' })
    expect(answer.status).toBe(status)
    expect(await filesOf(manager, deal.id)).toEqual([])
    await nothingArriving()
  })

  test('[H1] more than may come is cut off with 413, and nothing of it stays', async () => {
    const { manager, deal } = await aCard()
    const answer = await sends(manager, deal.id, Buffer.alloc(25 * 1024 * 1024 + 1, 'а'), 'запись.txt')
    expect(answer.status).toBe(413)
    expect(await filesOf(manager, deal.id)).toEqual([])
    await nothingArriving()
  })

  test('[H1 L6] given out as an attachment that nothing in it can leave: type by content, name defused, no sniffing, sandboxed', async () => {
    const { manager, deal } = await aCard()
    const name = '../../etc/"; filename=evil.html\r\nX-Evil: 1\u202egnp.exe'
    expect((await sends(manager, deal.id, png, name)).status).toBe(201)
    const [file] = await filesOf(manager, deal.id)
    expect(file!.name).not.toMatch(/[/\\\r\n\u202e]/)
    const given = await fetches(manager, file!.id)
    expect(given.statusCode).toBe(200)
    expect(given.rawPayload).toEqual(png)
    expect(given.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(given.headers['content-disposition']).toMatch(/^attachment; filename="[\w. -]*"; filename\*=UTF-8''[\w.%~!-]*$/)
    expect(given.headers['x-evil']).toBeUndefined()
    // A player asks for parts; what lies outside of the file is told so.
    const part = await fetches(manager, file!.id, { range: 'bytes=1-3' })
    expect([part.statusCode, part.payload, part.headers['content-range']]).toEqual([206, 'PNG', `bytes 1-3/${png.length}`])
    expect((await fetches(manager, file!.id, { range: 'bytes=900-' })).statusCode).toBe(416)
  })

  test('[L6] whoever does not see the deal neither adds nor reads; who may not work it does not add; a stranger is asked who he is', async () => {
    const { manager, deal, member, owner } = await aCard()
    expect((await sends(manager, deal.id, png, 'снимок.png')).status).toBe(201)
    const [file] = await filesOf(manager, deal.id)
    const [other, controller, admin] = [await member('manager'), await member('quality-controller'), await member('admin')]
    expect((await sends(other, deal.id, 'Чужое', 'чужое.txt')).status).toBe(404)
    expect((await fetches(other, file!.id)).statusCode).toBe(404)
    expect((await other.get(`/deals/${deal.id}/files`)).status).toBe(404)
    expect((await sends(admin, deal.id, 'Лишнее', 'лишнее.txt')).status).toBe(403)
    expect((await sends(controller, deal.id, 'Ответ клиента', 'ответ.txt')).status).toBe(201)
    expect((await fetches(owner, file!.id)).statusCode).toBe(200)
    expect((await fetches(null, file!.id)).statusCode).toBe(401)
    expect((await fetches(owner, randomUUID())).statusCode).toBe(404)
    // Another company has the same content and not this file.
    const { manager: stranger } = await aCard()
    expect((await fetches(stranger, file!.id)).statusCode).toBe(404)
  })
})
