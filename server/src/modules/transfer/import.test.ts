import { readdirSync } from 'node:fs'
import path from 'node:path'
import { formatInstant, parseInstant } from '@reglament/kernel'
import { describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { ImportError, type Mapping, sayImportError, sayReport } from './index.ts'
import { aMapping, aProgram } from './testing/aWorkspace.ts'

const program = await aProgram()
const { adopt, rows, count, file } = program
const header = 'id,title,stage'

const faultsOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (it: unknown) => it,
  )
  expect(error).toBeInstanceOf(ImportError)
  return sayImportError(error as ImportError, 'en')
}

describe('[L3] people and clients of an import', () => {
  test('people are matched by e-mail, then by name; each is made once, without a sign-in', async () => {
    const { workspaceId, ownerId, email } = await program.found()
    const content = `${header},who,mail\n1,a,work,Пётр Ёжиков,\n2,b,work,петр ежиков,petr@firm.ru\n3,c,work,Анна Собственник,\n4,d,work,Кто-то,${email}\n5,e,work,,\n`
    const report = await adopt({
      file: file('people.csv', content),
      mapping: aMapping({ responsible: { column: 'who', email: 'mail', role: 'trainee' } }),
      workspaceId,
    })
    expect(report).toMatchObject({ rejected: 0, people: 1 })
    const people = await rows<{ name: string; role: string; identity_id: string | null }>(
      workspaceId,
      `select * from member where role = 'trainee'`,
    )
    expect(people).toMatchObject([{ name: 'Пётр Ёжиков', identity_id: null }])
    const owners = await rows<{ responsible_id: string | null }>(workspaceId, 'select responsible_id from deal order by number')
    expect(owners.slice(2).map((it) => it.responsible_id)).toEqual([ownerId, ownerId, null])
    // On the exchange a task has no assignee.
    expect(await count(workspaceId, 'task where assignee_id is null')).toBe(1)
  })

  test('two members of one name can’t be told apart: the row is rejected until the mapping says who', async () => {
    const { workspaceId, email } = await program.found()
    await withClient(program.database.appUrl, async (app) => {
      await app.query(`begin; set local app.workspace = '${workspaceId}'`)
      for (const id of ['019f0000-0000-7000-8000-000000000001', '019f0000-0000-7000-8000-000000000002'])
        await app.query(`insert into member (workspace_id, id, name, role, created_at) values ($1, $2, 'Иван Иванов', 'manager', now())`, [
          workspaceId,
          id,
        ])
      await app.query('commit')
    })
    const of = (responsible: Mapping['responsible']) =>
      adopt({ file: file('twins.csv', `${header},who\n1,a,work,Иван Иванов\n`), mapping: aMapping({ responsible }), workspaceId })
    expect((await of({ column: 'who' })).reasons).toEqual({ 'ambiguous-person': { rows: 1, lines: [2] } })
    expect(await of({ column: 'who', values: { 'Иван Иванов': email } })).toMatchObject({ rejected: 0, adopted: { open: { deals: 1 } } })
  })

  test('who is not a member goes to the exchange or is rejected, as the mapping says', async () => {
    const { workspaceId } = await program.found()
    const of = (unknown: 'exchange' | 'reject', id: number) =>
      adopt({
        file: file('strangers.csv', `${header},who\n${id},a,work,Чужой\n`),
        mapping: aMapping({ responsible: { column: 'who', unknown } }),
        workspaceId,
      })
    expect(await of('reject', 1)).toMatchObject({ rejected: 1, reasons: { 'unknown-person': { rows: 1 } } })
    expect(await of('exchange', 2)).toMatchObject({ rejected: 0, people: 0, remarks: { exchange: { rows: 1 } } })
  })

  test('a file of teams makes teams with their heads; a person whom no row names comes too', async () => {
    const { workspaceId } = await program.found()
    file('teams.csv', 'agent;boss\nИра;Глеб\nОля;Глеб\nНина;Зоя\n')
    const mapping = aMapping({
      responsible: { column: 'who' },
      members: { file: 'teams.csv', name: '{agent}', team: 'Отдел {boss}', head: '{boss}' },
    })
    const request = { file: file('teamwork.csv', `${header},who\n1,a,work,Ира\n`), mapping, workspaceId }
    expect(await adopt(request)).toMatchObject({ people: 5, teams: 2 })
    expect(await adopt(request)).toMatchObject({ people: 0, teams: 0, already: 1 })
    const teams = await rows<{ team: string; head: string; people: number }>(
      workspaceId,
      `select team.name as team, head.name as head, (select count(*)::integer from member where member.team_id = team.id) as people
       from team join member head on head.id = team.head_id order by team.name`,
    )
    expect(teams).toEqual([
      { team: 'Отдел Глеб', head: 'Глеб', people: 3 },
      { team: 'Отдел Зоя', head: 'Зоя', people: 2 },
    ])
  })

  test('a contact is known again by phone or e-mail, and by name within his company; what can’t be read is told', async () => {
    const { workspaceId } = await program.found()
    const lines = [
      '8 (903) 389-12-28,,ООО Ромашка',
      '+79033891228,I@X.ru,ООО  ромашка',
      ',i@x.ru,',
      ',,ООО Ромашка',
      ',,ООО Ромашка',
      'нет,кривая,Другая',
    ]
    const content = `${header},phone,mail,firm\n${lines.map((line, i) => `${i},a,work,${line}`).join('\n')}\n`
    const mapping = aMapping({ company: { name: '{firm}' }, contact: { name: 'Клиент {title}', phone: '{phone}', email: '{mail}' } })
    const report = await adopt({ file: file('contacts.csv', content), mapping, workspaceId })
    expect(report).toMatchObject({
      rejected: 0,
      companies: 2,
      contacts: 4,
      remarks: { 'bad-phone': { rows: 1, lines: [7] }, 'bad-mail': { rows: 1 } },
    })
    expect(await count(workspaceId, 'company')).toBe(2)
    expect(await adopt({ file: file('contacts.csv', content.replaceAll(/^(\d)/gm, '1$1')), mapping, workspaceId })).toMatchObject({
      contacts: 0,
      companies: 0,
    })
  })
})

describe('[L3] an import as a whole', () => {
  const many = (rowCount: number) =>
    `${header},who,firm,sum,made\n${Array.from({ length: rowCount }, (_, i) => `${i},Сделка ${i},${['new', 'work', 'won', 'lost'][i % 4]},Менеджер ${i % 7},Фирма ${i % 50},${i},2024-01-0${(i % 9) + 1}`).join('\n')}\n`
  const mapping = aMapping({
    responsible: { column: 'who' },
    company: { name: '{firm}' },
    budget: { column: 'sum', currency: 'RUB' },
    dates: { format: 'iso', created: [{ column: 'made' }] },
  })
  const whole = (workspaceId: number) =>
    rows(
      workspaceId,
      `select external_id, title, stage, deal.status, budget::text, deal.created_at::text, member.name as who, company.name as firm,
         (select count(*)::integer from task where task.deal_id = deal.id) as tasks
       from deal join member on member.id = deal.responsible_id join company on company.id = deal.company_id order by external_id`,
    )

  test('stopped between two batches and run again, it ends with the same rows', async () => {
    const one = await program.found()
    const other = await program.found()
    const content = file('many.csv', many(400))
    let batches = 0
    const stop = () => {
      if (++batches === 3) throw new Error('the power went out')
    }
    await expect(adopt({ file: content, mapping, workspaceId: one.workspaceId, batchSize: 50, onBatch: stop })).rejects.toThrow('power')
    expect(await count(one.workspaceId, 'deal')).toBe(150)
    const resumed = await adopt({ file: content, mapping, workspaceId: one.workspaceId, batchSize: 50 })
    expect(resumed).toMatchObject({ already: 150, rejected: 0 })
    await adopt({ file: content, mapping, workspaceId: other.workspaceId })
    expect(await whole(one.workspaceId)).toEqual(await whole(other.workspaceId))
    expect(await count(one.workspaceId, 'company')).toBe(50)
    // The reviews of both halves together are as even as those of one import.
    const days = await rows<{ tasks: number }>(one.workspaceId, 'select count(*)::integer as tasks from task group by due_at')
    expect(Math.max(...days.map(({ tasks }) => tasks)) - Math.min(...days.map(({ tasks }) => tasks))).toBeLessThanOrEqual(3)
  })

  test('a database that goes away is told in words that say what to do', async () => {
    const { workspaceId } = await program.found()
    const gone = () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' })
    }
    const reportFile = path.join(program.folder, 'gone.report.csv')
    const said = await faultsOf(adopt({ file: file('gone.csv', many(20)), mapping, workspaceId, report: reportFile, onBatch: gone }))
    expect(said).toContain('run the same command again')
    expect(readdirSync(program.folder).filter((name) => name.startsWith('gone.report'))).toEqual([])
  })

  test('two imports of one file at once make nothing twice', async () => {
    const { workspaceId } = await program.found()
    const content = file('twice.csv', many(200))
    const both = await Promise.all([1, 2].map(() => adopt({ file: content, mapping, workspaceId, batchSize: 20 })))
    expect(both.reduce((sum, { adopted: { open, won, lost } }) => sum + open.deals + won.deals + lost.deals, 0)).toBe(200)
    expect(both.every(({ rejected }) => rejected === 0)).toBe(true)
    expect(await count(workspaceId, 'deal')).toBe(200)
    expect(await count(workspaceId, 'company')).toBe(50)
  })

  test('a dry run writes nothing and reports the same', async () => {
    const { workspaceId } = await program.found()
    const content = file('dry.csv', `${many(120)}999,Плохая,nowhere,Менеджер 1,Фирма 1,5,2024-01-01\n`)
    const fields: Mapping['fields'] = { product: { column: 'firm', new: { name: { ru: 'Продукт', en: 'Product' }, type: 'list' } } }
    const request = { file: content, mapping: { ...mapping, fields }, workspaceId, batchSize: 50 }
    const dry = await adopt({ ...request, dryRun: true })
    for (const table of ['deal', 'company', 'team', 'task', 'journal', 'board_count']) expect(await count(workspaceId, table)).toBe(0)
    expect(await count(workspaceId, 'member')).toBe(1)
    expect(await count(workspaceId, `field where key = 'product'`)).toBe(0)
    const { durationMs: _dryMs, book: _dryBook, dryRun, ...promised } = dry
    const { durationMs: _ms, book: _book, dryRun: _real, ...done } = await adopt(request)
    expect(dryRun).toBe(true)
    expect(promised).toEqual(done)
    expect(done).toMatchObject({ rejected: 1, people: 7, companies: 50 })
  })

  test('only an owner or an admin imports; another workspace stays as it was', async () => {
    const { workspaceId } = await program.found()
    const other = await program.found()
    const content = file('rights.csv', `${header},who\n1,a,work,Вера\n`)
    const withPeople = aMapping({ responsible: { column: 'who', email: 'who' } })
    await adopt({ file: file('vera.csv', `${header},who\n1,a,work,vera@firm.ru\n`), mapping: withPeople, workspaceId })
    expect(await faultsOf(adopt({ file: content, mapping: withPeople, workspaceId, by: 'vera@firm.ru' }))).toContain(
      'only an owner or an admin',
    )
    expect(await faultsOf(adopt({ file: content, mapping: withPeople, workspaceId, by: other.email }))).toContain('no active member')
    expect(await count(workspaceId, 'deal')).toBe(1)
    expect(await count(other.workspaceId, 'deal')).toBe(0)
    expect(await count(other.workspaceId, 'journal')).toBe(0)
  })

  test('a mapping that does not fit the file or the workspace tells every fault, and nothing is written', async () => {
    const { workspaceId } = await program.found()
    const wrong = aMapping({
      title: '{name}',
      stage: { column: 'stage', values: { work: 'taken', x: 'nowhere' } },
      note: 'no columns',
      fields: { colour: { column: 'title' }, budget: { column: 'title' } },
      lossReason: { default: 'bad-mood' },
    })
    const said = await faultsOf(adopt({ file: file('wrong.csv', `${header}\n1,a,work\n`), mapping: wrong, workspaceId }))
    for (const part of [
      'wrong.csv, /title: the file has no column “name”; it has: id, title, stage',
      '/stage/values/x: the pipeline has no such stage',
      '/note: a column in braces',
      '/fields/colour: there is no such field',
      '/fields/budget: this field is mapped by itself',
      '/lossReason/default: there is no such reason of loss',
    ])
      expect(said).toContain(part)
    expect(await count(workspaceId, 'deal')).toBe(0)
  })

  test('a broken file beside the imported one stops the import before anything is written', async () => {
    const { workspaceId } = await program.found()
    file('firms.csv', 'key,name\n1,A\n2\n')
    const looked = aMapping({ company: { name: '{title}', in: { file: 'firms.csv', key: 'key', name: 'name' } } })
    const said = await faultsOf(adopt({ file: file('beside.csv', `${header}\n1,a,work\n`), mapping: looked, workspaceId }))
    expect(said).toContain('firms.csv, line 3')
  })

  test('the report says it in words, in both languages', async () => {
    const { workspaceId } = await program.found()
    const report = await adopt({ file: file('words.csv', many(12)), mapping, workspaceId, dryRun: true })
    const [ru, en] = (['ru', 'en'] as const).map((language) => sayReport(report, report.book, language).join('\n'))
    expect(ru).toMatch(
      /^Пробный прогон: ничего не записано\.\nФайл words\.csv \(utf-8, разделитель «,»\)\nПрочитано строк: 12\nПеренесено сделок: 12\n {2}открытых: 6,/,
    )
    expect(ru).toContain('Обязательные поля')
    expect(en).toMatch(/Deals adopted: 12/)
    expect(en).not.toMatch(/[а-я]/)
  })

  test('every date of a row is the moment of the import when it has none', async () => {
    const { workspaceId } = await program.found()
    await adopt({ file: file('dateless.csv', `${header}\n1,a,work\n2,b,won\n`), mapping: aMapping(), workspaceId })
    const dates = await rows<{ at: Date }>(
      workspaceId,
      'select created_at as at from deal union all select closed_at from deal where closed_at is not null',
    )
    expect(dates.map(({ at }) => formatInstant(at.getTime()))).toEqual(
      Array.from({ length: 3 }, () => formatInstant(parseInstant('2026-03-10T10:00:00+03:00'))),
    )
  })
})
