import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { formatInstant, parseInstant } from '@reglament/kernel'
import iconv from 'iconv-lite'
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

type Deal = {
  title: string
  stage: string
  status: string
  note: string
  budget: string | null
  external_id: string
  fields: Record<string, unknown>
}
const dealsOf = (workspaceId: number) => rows<Deal>(workspaceId, 'select * from deal order by number')

describe('[L3] adoption of single rows', () => {
  test('open, won and lost come in at any stage and age; a lost one without a reason gets not-stated', async () => {
    const { workspaceId, ownerId } = await program.found()
    const content = `${header},made,gone\n1,Новая,new,,\n2,Старая,work,2019-05-06,2027-01-01\n3,Успех,won,2024-01-02,2024-03-04\n4,Отказ,lost,2024-01-02,2024-03-04\n`
    const mapping = aMapping({
      dates: { format: 'iso', created: [{ column: 'made' }, 'import-date'], closed: [{ column: 'gone' }, 'import-date'] },
    })
    const report = await adopt({ file: file('ages.csv', content), mapping, workspaceId })
    expect(report).toMatchObject({ rows: 4, rejected: 0, adopted: { open: { deals: 2 }, won: { deals: 1 }, lost: { deals: 1 } } })
    const found = await rows<Record<string, unknown>>(
      workspaceId,
      `select title, status, created_at at time zone 'Europe/Moscow' as created, closed_at is null as open, loss_reason, created_by, adopted_at is not null as adopted
       from deal order by number`,
    )
    expect(found.map((it) => [it.title, it.status, it.open, it.loss_reason])).toEqual([
      ['Новая', 'open', true, null],
      ['Старая', 'open', true, null],
      ['Успех', 'won', false, null],
      ['Отказ', 'lost', false, 'not-stated'],
    ])
    expect(found.every((it) => it.created_by === ownerId && it.adopted === true)).toBe(true)
    expect(await count(workspaceId, 'task')).toBe(2)
    expect(await count(workspaceId, `journal where type = 'deal-adopted'`)).toBe(4)
    expect(await count(workspaceId, 'stage_visit where left_at is null')).toBe(4)
  })

  test('windows-1251 with ё and semicolons', async () => {
    const { workspaceId } = await program.found()
    const content = iconv.encode('id;title;stage;Бюджет\n1;Ёлки — «Ёж»;work;1 280 000,50\n', 'windows-1251')
    const report = await adopt({
      file: file('cp1251.csv', content),
      mapping: aMapping({ budget: { column: 'Бюджет', currency: 'RUB' } }),
      workspaceId,
    })
    expect(report).toMatchObject({ encoding: 'windows-1251', delimiter: ';', rejected: 0 })
    expect(await dealsOf(workspaceId)).toMatchObject([{ title: 'Ёлки — «Ёж»', budget: '128000050' }])
  })

  test('names from right to left and with emoji, and a cell of 20,000 characters, are kept to the sign', async () => {
    const { workspaceId } = await program.found()
    const long = 'Ж'.repeat(20_000)
    const names = ['שלום עולם', 'مرحبا ‏בעולם', '👩‍👩‍👧‍👦 Семья 🚀', 'Zoë\u0301 Ñ']
    const content = `${header},who,text\n${names.map((name, i) => `${i},${name},work,${name},${long}`).join('\n')}\n`
    const mapping = aMapping({ responsible: { column: 'who' }, note: '{text}', company: { name: '{title}' } })
    const report = await adopt({ file: file('names.csv', content), mapping, workspaceId })
    expect(report).toMatchObject({ rejected: 0, people: 4, companies: 4 })
    expect((await dealsOf(workspaceId)).map((it) => [it.title, it.note.length])).toEqual(names.map((name) => [name, 20_000]))
    expect((await rows<{ name: string }>(workspaceId, 'select name from company order by id')).map((it) => it.name)).toEqual(names)
  })

  test('a title beyond 200 characters is cut without breaking a sign, and told; it stands whole in the report', async () => {
    const { workspaceId } = await program.found()
    const title = `${'a'.repeat(198)}😀😀😀`
    const reportFile = path.join(program.folder, 'long.report.csv')
    const report = await adopt({
      file: file('long.csv', `${header}\n1,${title},work\n`),
      mapping: aMapping(),
      workspaceId,
      report: reportFile,
    })
    expect(report.remarks).toEqual({ 'title-cut': { rows: 1, lines: [2] } })
    expect((await dealsOf(workspaceId))[0]!.title).toBe(`${'a'.repeat(198)}…`)
    expect(readFileSync(reportFile, 'utf8')).toContain(title)
  })

  test('every fault of a row is told at once, with its line; the other rows come in', async () => {
    const { workspaceId } = await program.found()
    const lines = [
      'id,title,stage,sum,made,text',
      '1,Хорошая,work,10,2024-01-01,',
      '2,Этап,nowhere,10,2024-01-01,',
      '3,Дата,work,10,2024-02-30,',
      '4,Сумма,work,много,2024-01-01,',
      '5,Минус,work,-5,2024-01-01,',
      '6,Огромная,work,99999999999999999999,2024-01-01,',
      '7,Всё сразу,nowhere,-5,скоро,',
      '8,Будущее,work,10,2031-01-01,',
      `9,Длинная,work,10,2024-01-01,${'x'.repeat(30_000)}`,
      '10,Кавычки,work,"10" руб,2024-01-01,',
      '11,Короткая,work',
      ',Без номера,work,10,2024-01-01,',
      '1,Дважды,work,10,2024-01-01,',
      '12,Тоже хорошая,work,0,2024-01-01,',
    ]
    const mapping = aMapping({
      budget: { column: 'sum', currency: 'RUB' },
      dates: { format: 'iso', created: [{ column: 'made' }] },
      note: '{text}',
    })
    const report = await adopt({ file: file('faults.csv', lines.join('\n')), mapping, workspaceId })
    expect((await dealsOf(workspaceId)).map(({ title }) => title)).toEqual(['Хорошая', 'Тоже хорошая'])
    const told = Object.fromEntries(Object.entries(report.reasons).map(([code, it]) => [code, it.lines]))
    expect(told).toEqual({
      'unknown-stage': [3, 8],
      'bad-date': [4, 8],
      'bad-sum': [5],
      'negative-sum': [6, 8],
      'huge-sum': [7],
      'future-date': [9],
      'too-long': [10],
      'broken-quotes': [11],
      ragged: [12],
      'no-id': [13],
      'id-twice': [14],
    })
    expect(report).toMatchObject({ rows: 14, rejected: 12 })
    expect(sayReport(report, report.book, 'ru').join('\n')).toContain('в сопоставлении нет такого этапа: 2 (строки 3, 8)')
  })

  test('the report of rows keeps the cells as they were, and none of them is a formula', async () => {
    const { workspaceId } = await program.found()
    const reportFile = path.join(program.folder, 'formulas.report.csv')
    const content = `${header}\n=cmd|calc,=HYPERLINK(1),nowhere\n@x,\u200B+7,＝1\n3,=1+1,work\n`
    const report = await adopt({ file: file('formulas.csv', content), mapping: aMapping(), workspaceId, report: reportFile })
    expect(report).toMatchObject({ rejected: 2, reportFile })
    const written = readFileSync(reportFile, 'utf8')
    expect(written.startsWith('\uFEFF"Строка","Что вышло","Почему","id","title","stage"\r\n')).toBe(true)
    expect(written).toContain(`"'=cmd|calc","'=HYPERLINK(1)","nowhere"`)
    expect(written).toContain(`"'@x","'\u200B+7","'＝1"`)
    expect((await dealsOf(workspaceId)).map(({ title }) => title)).toEqual(['=1+1'])
  })

  test('a value that is not in its list is kept, joins the list as adopted, and is counted; spellings of one value are one', async () => {
    const { workspaceId } = await program.found()
    const content = `${header},from\n1,a,work,Поиск\n2,b,work,Радио\n3,c,work,радио\n4,d,work,search\n5,e,work,\n`
    const report = await adopt({
      file: file('lists.csv', content),
      mapping: aMapping({ fields: { source: { column: 'from' } } }),
      workspaceId,
    })
    expect(report.kept).toEqual([{ field: 'source', value: 'Радио', rows: 2 }])
    expect((await dealsOf(workspaceId)).map(({ fields }) => fields.source)).toEqual(['search', 'Радио', 'Радио', 'search', undefined])
    const [field] = await rows<{ options: { key: string; adopted?: boolean }[] }>(
      workspaceId,
      `select options from field where key = 'source'`,
    )
    expect(field!.options.filter(({ adopted }) => adopted).map(({ key }) => key)).toEqual(['Радио'])
  })

  test('declared fields of every type are made and filled', async () => {
    const { workspaceId } = await program.found()
    const name = (text: string) => ({ ru: text, en: text })
    const content = `${header},n,d,b,u\n1,a,work,"1 234,5",31.12.2025,да,https://example.ru\n2,b,work,abc,31.12.2025,да,https://example.ru\n`
    const fields: Mapping['fields'] = {
      size: { column: 'n', new: { name: name('Размер'), type: 'number' } },
      fair: { column: 'd', new: { name: name('Выставка'), type: 'date' } },
      vip: { column: 'b', new: { name: name('Важный'), type: 'boolean' } },
      site: { column: 'u', new: { name: name('Сайт'), type: 'url' } },
    }
    const report = await adopt({
      file: file('fields.csv', content),
      mapping: aMapping({ fields, dates: { format: 'dd.mm.yyyy' } }),
      workspaceId,
    })
    expect(report.reasons).toEqual({ 'bad-value': { rows: 1, lines: [3] } })
    expect((await dealsOf(workspaceId))[0]!.fields).toEqual({ size: 1234.5, fair: '2025-12-31', vip: true, site: 'https://example.ru' })
    const known = await adopt({
      file: file('fields.csv', content),
      mapping: aMapping({ fields, dates: { format: 'dd.mm.yyyy' } }),
      workspaceId,
    })
    expect(known).toMatchObject({ already: 1, rejected: 1 })
  })

  test('a row that the database refuses is told, and the rest of its batch comes in', async () => {
    const { workspaceId } = await program.found()
    await withClient(program.database.ownerUrl, (owner) => owner.query(`alter table deal add constraint no_bang check (title <> 'Взрыв')`))
    const content = `${header}\n${Array.from({ length: 40 }, (_, i) => `${i},${i === 17 ? 'Взрыв' : `Сделка ${i}`},work`).join('\n')}\n`
    const report = await adopt({ file: file('bang.csv', content), mapping: aMapping({ responsible: { column: 'title' } }), workspaceId })
    await withClient(program.database.ownerUrl, (owner) => owner.query('alter table deal drop constraint no_bang'))
    expect(report.reasons).toEqual({ 'not-written': { rows: 1, lines: [19] } })
    expect(await count(workspaceId, 'deal')).toBe(39)
    // The person whom only the refused row names was not made either.
    expect(await count(workspaceId, 'member')).toBe(40)
    expect(report.people).toBe(39)
  })
})

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
