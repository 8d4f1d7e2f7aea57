import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { withClient } from '../platform/database/withClient.ts'
import { caller, testServices, testPassword } from '../testing/app.ts'
import { buildApp } from '../app.ts'

const services = await testServices()
const { ownerUrl, appUrl } = services.database
const home = mkdtempSync(path.join(tmpdir(), 'reglament-cli-'))
afterAll(() => rmSync(home, { recursive: true }))
const app = await buildApp(services)
afterAll(() => app.close())

/** The command line as it is typed, with this file's database. */
async function crm(words: string, input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const { PATH } = process.env
  const env = { PATH, REGLAMENT_HOME: home, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl }
  const child = spawn(process.execPath, [cli, ...words.match(/"[^"]*"|\S+/g)!.map((it) => it.replaceAll('"', ''))], { env })
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

describe('[L8] the command line', () => {
  test('founds a company, adds a member, makes a key that works', async () => {
    const founded = await crm('workspace create --name "Рога и копыта" --owner-name Остап --owner-email o@example.ru', `${testPassword}\n`)
    expect(founded).toMatchObject({ code: 0, out: expect.stringMatching(/^Workspace \d+ "Рога и копыта" is founded/), err: '' })
    const number = /\d+/.exec(founded.out)![0]
    const entered = await caller(app).post('/api/sessions', { email: 'o@example.ru', password: testPassword })
    expect(entered.status).toBe(201)

    const added = await crm(`member add --workspace ${number} --name Шура --email s@example.ru --role manager`)
    expect(added.out).toMatch(/invitation#[\w-]{43}/)
    const key = await crm(`api-key create --workspace ${number} --member s@example.ru --name test --scopes read`)
    expect(key.out).toMatch(/^rgl_[\w-]{43}\n$/)
    const authorization = `Bearer ${key.out.trim()}`
    expect((await caller(app, { authorization }).get('/api/me')).body).toMatchObject({ member: { name: 'Шура' } })
  }, 60_000)

  test('says in plain words what is wrong, and never shows a stack', async () => {
    const short = await crm('workspace create --name X --owner-name Y --owner-email y@example.ru', 'short\n')
    const unknown = await crm('workspace destroy')
    const missing = await crm('member add --name X')
    const stranger = await crm('api-key create --workspace 999 --member nobody@example.ru --name x')
    for (const { code, err } of [short, unknown, missing, stranger]) {
      expect(code).toBe(1)
      expect(err).not.toMatch(/\n\s+at |file:/)
    }
    expect(short.err).toContain('/owner/password')
    expect(missing.err).toContain('--workspace, --email, --role')
  }, 60_000)

  test('the doctor is content, until a table loses its wall', async () => {
    expect(await crm('doctor')).toMatchObject({ code: 0, out: expect.not.stringContaining('WRONG') })
    await withClient(ownerUrl, (owner) => owner.query('alter table team no force row level security'))
    const ill = await crm('doctor')
    await withClient(ownerUrl, (owner) => owner.query('alter table team force row level security'))
    expect(ill).toMatchObject({ code: 1, out: expect.stringMatching(/^WRONG .*forced row-level security.*: not team$/m) })
  }, 60_000)
})
