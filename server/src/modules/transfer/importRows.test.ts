import { readFileSync } from 'node:fs'
import path from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { type Mapping, sayReport } from './index.ts'
import { aMapping, aProgram } from './testing/aWorkspace.ts'

const program = await aProgram()
const { adopt, rows, count, file } = program
const header = 'id,title,stage'

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
