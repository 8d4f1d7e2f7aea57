import type { Lead, Page } from '@reglament/contract'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../app.ts'
import { inWorkspace } from '../../platform/database.ts'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { sweepEverything } from '../deals/index.ts'
import { beginDraining, drain, drained } from './drain.ts'
import { store } from './raw.ts'
import { aForm, leadsOf, pathOf, strangerOf } from './testing/stranger.ts'

const world = await application('2026-02-02T07:00:00Z')
const { app, services, clock } = world
const send = strangerOf(world)
const countOf = (workspaceId: number, state: string) =>
  inWorkspace(services, workspaceId, async (tx) => {
    const { length } = await tx
      .selectFrom('raw_arrival')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', state)
      .execute()
    return length
  })
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

describe('[C1 C2] once, whatever happens', () => {
  test('[C2] fifty identical submissions at once: one lead, one deal', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    const body = JSON.stringify({ name: 'Илья', phone: '+79215550040', message: 'Окна' })
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(form.address, body)))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    expect(new Set(answers.map((it) => it.json<{ id: string }>().id)).size).toBe(1)
    expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([1])
  })

  test('[C2] fifty of one client that differ: one lead with all its traces', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => send(form.address, JSON.stringify({ phone: '8 921 555 00 41', message: `Окна ${i}` }))),
    )
    expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([50])
  })

  test('[C1] killed between receipt and processing: the sweeper takes it in, once', async () => {
    const { owner, workspaceId } = await atTen()
    const form = await aForm(owner)
    const raw = {
      via: 'form',
      viaId: form.id,
      viaName: form.name,
      contentType: 'application/json',
      eventId: null,
      at: clock.real(),
    } as const
    const body = Buffer.from(JSON.stringify({ phone: '+79215550050' }))
    const first = await store(services, workspaceId, { ...raw, body })
    const again = await store(services, workspaceId, { ...raw, body })
    expect([first.isNew, again.isNew, again.id === first.id]).toEqual([true, false, true])
    expect(await leadsOf(owner)).toEqual([])
    clock.pass(6000)
    await Promise.all([sweepEverything(services), sweepEverything(services)])
    await sweepEverything(services)
    expect((await leadsOf(owner)).map(({ phone, traces }) => [phone, traces])).toEqual([['+79215550050', 1]])
  })
})

describe('[C1] in a rush', () => {
  test('[C1] the last of three hundred forms is taken in a few seconds after the rush', async () => {
    const { owner, workspaceId } = await atTen()
    const form = await aForm(owner, { perMinute: 10_000 })
    const url = pathOf(form.address)
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        app.inject({
          method: 'POST',
          url,
          payload: { phone: `+7921666${String(i).padStart(4, '0')}` },
          headers: { host: '127.0.0.1:3000' },
        }),
      ),
    )
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    const over = performance.now()
    await drained()
    expect(performance.now() - over).toBeLessThan(6000)
    expect(await countOf(workspaceId, 'processed')).toBe(300)
  })

  test('[C1] an application that closes leaves a backlog where it is stored; the next one takes it in, once', async () => {
    const { owner, workspaceId } = await atTen()
    const form = await aForm(owner)
    const stored = 500
    for (let i = 0; i < stored; i++) {
      const body = Buffer.from(JSON.stringify({ phone: `+7921777${String(i).padStart(4, '0')}` }))
      const raw = { via: 'form' as const, viaId: form.id, viaName: 'Сайт', contentType: 'application/json', body, eventId: null }
      await store(services, workspaceId, { ...raw, at: clock.real() })
    }
    const closing = await buildApp(services)
    onTestFinished(() => beginDraining(services)) // for the application of this file, which goes on
    void drain(services, workspaceId)
    const began = performance.now()
    await closing.close()
    expect(performance.now() - began).toBeLessThan(4000)
    const left = await countOf(workspaceId, 'received')
    expect(left).toBeGreaterThan(0)
    clock.pass(10_000)
    await sweepEverything(services)
    expect(await countOf(workspaceId, 'received')).toBe(left)

    await buildApp(services)
    await sweepEverything(services)
    expect([await countOf(workspaceId, 'received'), await countOf(workspaceId, 'processed')]).toEqual([0, stored])
    const phones = new Set<string>()
    for (let after = ''; ;) {
      const page = done(await owner.get<Page<Lead>>(`/leads?limit=200${after}`))
      for (const lead of page.items) expect(phones.has(lead.phone!) || !phones.add(lead.phone!)).toBe(false)
      if (page.next === undefined) break
      after = `&after=${encodeURIComponent(page.next)}`
    }
    expect(phones.size).toBe(stored)
  })
})
