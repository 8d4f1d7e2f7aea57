import { deflateRawSync } from 'node:zlib'
import type { GuessedMapping, Import, ImportPreview, Page } from '@reglament/contract'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'
import { goOnImporting } from './runImport.ts'
import { unpackedBytesMax } from './xlsx.ts'

const app = await application('2026-03-10T07:00:00Z')

const csv = [
  'ID;Название;Компания;Этап;Сумма;Создана;Закрыта;Ответственный',
  '1;Сайт клиники;Клиника «Вита»;Взята в работу;120 000,50;01.02.2026;;Анна Лебедева',
  '2;Портал;Завод;Успех;300 000;05.01.2026;20.02.2026;Анна Лебедева',
  '3;Лендинг;Школа;Отказ;;10.01.2026;15.01.2026;',
  '4;Каталог;Склад;Непонятный этап;10;11.01.2026;;',
].join('\n')

/** Uploads a file as a browser does. */
async function upload(cookie: string, id: string, name: string, content: Buffer) {
  const answer = await app.app.inject({
    method: 'PUT',
    url: `/api/imports/${id}/files/${encodeURIComponent(name)}`,
    payload: content,
    headers: {
      origin: 'http://127.0.0.1:3000',
      host: '127.0.0.1:3000',
      'accept-language': 'ru',
      'content-type': 'application/octet-stream',
      cookie,
    },
  })
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Import & { detail?: string } }
}

async function company() {
  const { owner, member, workspaceId } = await app.company()
  const cookie = app.cookieOf(owner)
  const started = async (name: string, content: Buffer | string) => {
    const { id } = done(await owner.post<Import>('/imports'))
    return { id, uploaded: await upload(cookie, id, name, Buffer.from(content)) }
  }
  const ended = async (id: string): Promise<Import> => {
    for (let i = 0; i < 400; i++) {
      const read = done(await owner.get<Import>(`/imports/${id}`))
      if (read.state === 'done' || read.state === 'failed') return read
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('the import does not end')
  }
  const deals = async () => done(await owner.get<Page<{ title: string }>>('/deals?limit=200')).items
  return { owner, member, workspaceId, cookie, started, ended, deals }
}

/** A workbook with one sheet, as Excel packs it. */
function workbook(parts: Record<string, string | Buffer>): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const packed = Buffer.isBuffer(content) ? content : deflateRawSync(Buffer.from(content))
    const title = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, title, packed)
    directory.push(entry, title)
    offset += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}
const book = (rows: string, more: Record<string, string> = {}) =>
  workbook({
    'xl/workbook.xml': '<workbook><sheets><sheet name="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  })

describe('[L3] a file comes in through the screen', () => {
  test('columns are guessed, a dry run writes nothing, the run brings the deals in, rejected rows are told with their reasons', async () => {
    const { owner, started, ended, deals } = await company()
    const { id, uploaded } = await started('сделки.csv', csv)
    expect(uploaded.status).toBe(200)
    const [file] = uploaded.body.files
    expect([file!.rows, file!.delimiter, file!.columns.map(({ name }) => name)]).toEqual([
      4,
      ';',
      ['ID', 'Название', 'Компания', 'Этап', 'Сумма', 'Создана', 'Закрыта', 'Ответственный'],
    ])
    const guess = uploaded.body.guess as { stage: { values: Record<string, string> } }
    expect(guess).toMatchObject({
      externalId: '{ID}',
      title: '{Название} — {Компания}',
      stage: { column: 'Этап', values: { 'Взята в работу': 'taken', Успех: 'started', Отказ: 'lost' } },
      budget: { column: 'Сумма', decimal: ',' },
      dates: { format: 'dd.mm.yyyy' },
      responsible: { column: 'Ответственный' },
    })
    const { ['Непонятный этап']: _unclear, ...values } = guess.stage.values
    const mapping = { ...guess, stage: { ...guess.stage, values } }

    done(await owner.post(`/imports/${id}/runs`, { main: 'сделки.csv', mapping, dryRun: true }))
    const tried = await ended(id)
    expect(tried.result).toMatchObject({ dryRun: true, rows: 4, adopted: { open: 1, won: 1, lost: 1 }, rejected: 1 })
    expect(await deals()).toEqual([])

    done(await owner.post(`/imports/${id}/runs`, { main: 'сделки.csv', mapping, dryRun: false }))
    const run = await ended(id)
    expect(run.result).toMatchObject({ dryRun: false, rows: 4, adopted: { open: 1, won: 1, lost: 1 }, already: 0, rejected: 1 })
    expect(run.result!.clauses.map(({ clause }) => clause)).toContain('required-fields')
    expect((await deals()).map(({ title }) => title).toSorted()).toEqual([
      'Лендинг — Школа',
      'Портал — Завод',
      'Сайт клиники — Клиника «Вита»',
    ])
    const rejected = await app.app.inject({
      url: `/api/imports/${id}/rejected`,
      headers: { host: '127.0.0.1:3000', cookie: app.cookieOf(owner) },
    })
    expect(rejected.headers['content-disposition']).toContain('attachment')
    expect(rejected.body).toMatch(/"5";"не перенесена";[^\n]*Непонятный этап/)

    // The same once more: nothing twice.
    done(await owner.post(`/imports/${id}/runs`, { main: 'сделки.csv', mapping, dryRun: false }))
    expect((await ended(id)).result).toMatchObject({ adopted: { open: 0, won: 0, lost: 0 }, already: 3, rejected: 1 })
    expect(await deals()).toHaveLength(3)

    done(await owner.post('/import-mappings', { name: 'Старая CRM', mapping }))
    done(await owner.post('/import-mappings', { name: 'Старая CRM', mapping }))
    const saved = done(await owner.get<{ items: { name: string; mapping: unknown }[] }>('/import-mappings')).items
    expect(saved.map(({ name, mapping: kept }) => [name, kept])).toEqual([['Старая CRM', mapping]])
  })

  test('files beside are joined by a guess; the first rows are shown as they will become, with their faults, and nothing is written', async () => {
    const { owner, cookie, started, deals } = await company()
    const { id } = await started('сделки.csv', 'ID;Клиент №;Этап;Создана\n1;K1;Успех;01.02.2026\n2;K2;Отказ;31.02.2026')
    const { body } = await upload(cookie, id, 'клиенты.csv', Buffer.from('Клиент №;Название\nK1;Завод\nK2;Школа'))
    const mapping = body.guess as Record<string, unknown>
    expect(mapping).toMatchObject({ company: { in: { file: 'клиенты.csv', key: 'Клиент №', name: 'Название' } }, title: '{@company}' })
    const preview = done(await owner.post<ImportPreview>(`/imports/${id}/previews`, { main: 'сделки.csv', mapping }))
    expect(preview.columns.map(({ key }) => key)).toEqual(['title', 'stage', 'company', 'created', 'closed'])
    expect(preview.rows[0]).toMatchObject({
      line: 2,
      cells: ['Завод', 'Запущено в работу', 'Завод', '01.02.2026', '01.02.2026'],
      faults: [],
    })
    expect(preview.rows[1]!.faults).toEqual([expect.stringContaining('это не дата')])
    const wrong = await owner.post(`/imports/${id}/previews`, { main: 'сделки.csv', mapping: { ...mapping, title: '{Нет}' } })
    expect([wrong.status, wrong.problem.faults?.[0]?.path]).toEqual([400, '/mapping/title'])

    const asLeads = done(await owner.post<GuessedMapping>(`/imports/${id}/guesses`, { main: 'сделки.csv', becomes: 'leads' })).mapping
    expect(asLeads).toMatchObject({ becomes: 'leads', outcome: { column: 'Этап' } })
    const leads = done(await owner.post<ImportPreview>(`/imports/${id}/previews`, { main: 'сделки.csv', mapping: asLeads }))
    expect(leads.columns.map(({ key }) => key)).toContain('outcome')
    expect((await owner.post(`/imports/${id}/guesses`, { main: 'нет.csv', becomes: 'leads' })).status).toBe(400)
    expect(await deals()).toEqual([])
  })

  test('[L6] only an owner or an admin may; another company does not see it', async () => {
    const { owner, member, started } = await company()
    const { id } = await started('сделки.csv', csv)
    for (const role of ['manager', 'head', 'quality-controller'] as const) {
      const person = await member(role)
      expect([
        (await person.post('/imports')).status,
        (await person.get(`/imports/${id}`)).status,
        (await person.get('/imports')).status,
      ]).toEqual([403, 403, 403])
    }
    expect((await (await member('admin')).get(`/imports/${id}`)).status).toBe(200)
    const stranger = await company()
    expect((await stranger.owner.get(`/imports/${id}`)).status).toBe(404)
    expect((await upload(stranger.cookie, id, 'x.csv', Buffer.from('a\n1'))).status).toBe(404)
    expect((await owner.get(`/imports/${id}`)).status).toBe(200)
  })

  test('what a process left in the middle is brought to its end by another, each row once', async () => {
    const { owner, workspaceId, started, ended, deals } = await company()
    const rows = Array.from({ length: 40 }, (_, i) => `${i};Сделка ${i};Новая заявка;01.02.2026`)
    const { id, uploaded } = await started('много.csv', ['ID;Название;Этап;Создана', ...rows].join('\n'))
    const mapping = uploaded.body.guess as object
    done(await owner.post(`/imports/${id}/runs`, { main: 'много.csv', mapping, dryRun: false }))
    await ended(id)
    // As if the process had ended after some rows: the state says it runs, and nobody has heard of it for long.
    const leave = (heardAt: string) =>
      inWorkspace(app.services, workspaceId, (tx) =>
        sql`update import set state = 'running', heard_at = ${heardAt}::timestamptz, report = null
          where workspace_id = ${workspaceId} and id = ${id}`.execute(tx),
      )
    await leave('2026-03-10T06:59:30Z')
    await goOnImporting(app.services)
    expect((await owner.get<Import>(`/imports/${id}`)).body.state).toBe('running') // Somebody may still be at it.
    const again = await owner.post(`/imports/${id}/runs`, { main: 'много.csv', mapping, dryRun: false })
    expect([again.status, again.problem.detail]).toEqual([409, expect.stringContaining('уже идёт')])
    await leave('2026-03-10T06:00:00Z')
    await Promise.all([goOnImporting(app.services), goOnImporting(app.services)])
    expect((await owner.get<Import>(`/imports/${id}`)).body).toMatchObject({ state: 'done', result: { already: 40, rows: 40 } })
    expect(await deals()).toHaveLength(40)
  })

  test('a wrong mapping names every fault with its place; columns that are not there fail the run and nothing is written', async () => {
    const { owner, started, ended, deals } = await company()
    const { id, uploaded } = await started('сделки.csv', csv)
    const order = (mapping: unknown, main = 'сделки.csv') => owner.post(`/imports/${id}/runs`, { main, mapping, dryRun: false })
    const wrong = await order({ source: 'x', pipeline: 'sales', stage: 7 })
    expect([wrong.status, wrong.problem.faults?.every(({ path }) => path.startsWith('/mapping'))]).toEqual([400, true])
    expect((await order(uploaded.body.guess, 'другой.csv')).status).toBe(400)
    done(
      await order({ ...(uploaded.body.guess as object), title: '{Нет такого}', stage: { column: 'Этап', values: { Успех: 'nowhere' } } }),
    )
    const failed = await ended(id)
    expect(failed.state).toBe('failed')
    expect(failed.faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['/title', '/stage/values/Успех']))
    expect(await deals()).toEqual([])
  })
})

describe('[L3] files of all kinds', () => {
  test('an Excel workbook: shared texts, dates by their style, the value of a formula, gaps between cells', async () => {
    const { started } = await company()
    const { uploaded } = await started(
      'книга.xlsx',
      book(
        `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Сумма</t></is></c><c r="D1" t="s"><v>2</v></c></row>
         <row r="2"><c r="A2"><v>17</v></c><c r="B2" s="1"><v>46082</v></c><c r="C2"><f>SUM(1;2)</f><v>3</v></c></row>
         <row r="3"><c r="B3" s="1"><v>46082.5</v></c><c r="D3" t="str"><f>HYPERLINK("http://evil")</f><v>=1+1</v></c></row>`,
        {
          'xl/sharedStrings.xml':
            '<sst><si><t>ID</t></si><si><r><t>Со</t></r><r><t>здана</t></r></si><si><t>A &amp; &lt;B&gt;</t></si></sst>',
          'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        },
      ),
    )
    const [file] = uploaded.body.files
    expect(file!.columns.map(({ name }) => name)).toEqual(['ID', 'Создана', 'Сумма', 'A & <B>'])
    expect(file!.preview).toEqual([
      ['17', '2026-03-01', '3', ''],
      ['', '2026-03-01 12:00:00', '', '=1+1'],
    ])
  })

  test('a workbook that unpacks to gigabytes, or is none, is refused with a word', async () => {
    const { started } = await company()
    const bomb = deflateRawSync(Buffer.alloc(unpackedBytesMax + 1, 0x20), { level: 1 })
    const refused = await started('бомба.xlsx', workbook({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': bomb }))
    expect([refused.uploaded.status, refused.uploaded.body.detail]).toEqual([400, expect.stringContaining('256 МБ')])
    for (const content of [
      Buffer.from('PK\u0003\u0004 nothing'),
      workbook({ 'word/document.xml': '<a/>' }),
      book('<row'.repeat(200_000)),
    ]) {
      const { uploaded } = await started('книга.xlsx', content)
      expect(uploaded.status).toBe(400)
    }
  })

  test('windows-1251 is found out; an empty file and a name that is none are refused', async () => {
    const { cookie, started } = await company()
    const encoded = Buffer.from([0x49, 0x44, 0x3b, 0xdd, 0xf2, 0xe0, 0xef, 0x0a, 0x31, 0x3b, 0xcd, 0xee, 0xe2, 0xe0, 0xff, 0x0a])
    const { id, uploaded } = await started('старая.csv', encoded)
    expect([uploaded.body.files[0]!.encoding, uploaded.body.files[0]!.columns[1]!.name]).toEqual(['windows-1251', 'Этап'])
    expect((await upload(cookie, id, 'пусто.csv', Buffer.alloc(0))).status).toBe(400)
    for (const name of ['.report', 'a/b.csv', '..'])
      expect((await upload(cookie, id, name, Buffer.from('a\n1'))).status).toBeGreaterThanOrEqual(400)
  })

  test('a file of signs instead of letters is read anew as a person says, and so it comes in', async () => {
    const { owner, started, ended, deals } = await company()
    const koi8 = Buffer.concat([
      Buffer.from('ID,'),
      Buffer.from([0xfc, 0xd4, 0xc1, 0xd0]),
      Buffer.from('\n1,'),
      Buffer.from([0xee, 0xcf, 0xd7, 0xc1, 0xd1]),
      Buffer.from('\n'),
    ])
    const { id, uploaded } = await started('кои.csv', koi8)
    expect(uploaded.body.files[0]!.columns[1]!.name).not.toBe('Этап')
    const url = `/imports/${id}/files/${encodeURIComponent('кои.csv')}/reading`
    const again = await owner.put<Import>(url, { encoding: 'koi8-r', delimiter: ',' })
    expect([again.status, again.body.files[0]!.encoding, again.body.files[0]!.columns[1]!.values[0]!.value]).toEqual([
      200,
      'koi8-r',
      'Новая',
    ])
    const wrong = await owner.put<Import>(url, { encoding: 'no-such', delimiter: ',' })
    expect([wrong.status, wrong.problem.faults?.[0]?.message]).toEqual([400, expect.stringContaining('koi8-r')])
    done(await owner.post(`/imports/${id}/runs`, { main: 'кои.csv', mapping: again.body.guess, dryRun: false }))
    expect((await ended(id)).result).toMatchObject({ adopted: { open: 1 }, rejected: 0 })
    expect(await deals()).toHaveLength(1)
  })

  test('the file of rejected rows is mended and brought in as it is: the columns of the report are passed over', async () => {
    const { owner, started, ended, deals } = await company()
    const { id, uploaded } = await started('сделки.csv', csv)
    const guess = uploaded.body.guess as { stage: { column: string; values: Record<string, string> } }
    const { ['Непонятный этап']: _unclear, ...values } = guess.stage.values
    const mapping = { ...guess, stage: { ...guess.stage, values } }
    done(await owner.post(`/imports/${id}/runs`, { main: 'сделки.csv', mapping, dryRun: false }))
    await ended(id)
    const rejected = await app.app.inject({
      url: `/api/imports/${id}/rejected`,
      headers: { host: '127.0.0.1:3000', cookie: app.cookieOf(owner) },
    })
    const mended = await started(
      'не прошли.csv',
      rejected.body.replaceAll('Непонятный этап"', 'Успех"').replace('"Каталог"', '"\'+7 903 — каталог"'),
    )
    expect(mended.uploaded.body.files[0]!.columns[0]!.name).toBe('ID')
    done(await owner.post(`/imports/${mended.id}/runs`, { main: 'не прошли.csv', mapping, dryRun: false }))
    expect((await ended(mended.id)).result).toMatchObject({ rows: 1, adopted: { won: 1 }, rejected: 0 })
    expect((await deals()).map(({ title }) => title)).toContain('+7 903 — каталог — Склад')
  })

  test.each([
    ['только заголовок.csv', Buffer.from('ID;Этап\n'), /только заголовок/],
    ['старая.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /сохраните как XLSX|сохраните её как XLSX/],
    ['пусто.csv', Buffer.from('\uFEFF'), /файл пуст/],
    ['картинка.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0, 10, 0, 0, 2]), /./],
  ])('%s is refused with a word about what to do', async (name, content, word) => {
    const { started } = await company()
    const { uploaded } = await started(name, content)
    expect(uploaded.status).toBe(400)
    expect(uploaded.body.detail).toMatch(word)
  })

  test('UTF-16, semicolons and tabs are found out; a broken quote and a column that stands twice are told with their place', async () => {
    const { owner, started, ended } = await company()
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('ID\tЭтап\n1\tНовая заявка\n', 'utf16le')])
    const wide = await started('экспорт.txt', utf16)
    expect(wide.uploaded.body.files[0]).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', rows: 1 })
    const broken = await started('кавычки.csv', 'ID;Этап;Этап;Имя\n1;Успех;Успех;"ООО "Вега""\n2;Успех;Успех;Школа')
    expect(broken.uploaded.body.files[0]).toMatchObject({ rows: 2, broken: 1 })
    const mapping = {
      source: 'x',
      pipeline: 'sales',
      externalId: '{ID}',
      title: '{Имя}',
      stage: { column: 'Этап', values: { Успех: 'started' } },
      dates: { format: 'iso' },
    }
    done(await owner.post(`/imports/${broken.id}/runs`, { main: 'кавычки.csv', mapping, dryRun: true }))
    const failed = await ended(broken.id)
    expect([failed.state, failed.faults[0]!.message]).toEqual(['failed', expect.stringMatching(/дважды.*переименуйте/)])
  })
})
