import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkMapping, ImportError, readMapping, sayReport } from '../index.ts'
import { aProgram } from '../testing/aWorkspace.ts'

const program = await aProgram()
const { adopt, count, file, found, rows } = program

/** A file as somebody keeps his leads: with repetitions, words that mean nothing, and people who want no calls. */
const csv = [
  '№;Имя;Телефон;Почта;Откуда;Компания кампании;Не звонить;Итог;Дата;Город;Менеджер',
  '1;Анна;8 903 389-12-28;;Google;весна;Да;Не дозвонились;01.02.2026;Пермь;',
  '2;Борис;;boris@example.ru;google;весна;Нет;Новая;02.03.2026;Выберите;Мария Лис',
  '3;Борис Петров;;Boris@Example.ru;Сайт;;Нет;Новая;03.03.2026 15:00;;',
  '4;;;;Сайт;;;Новая;04.03.2026;;',
  '5;ООО «Вега»;+7 495 123-45-67;;;;;Продано;10.01.2026;;Мария Лис',
  '6;Глеб;12;;;;;Новая;04.03.2026;;',
  '7;Дарья;;;;;;Непонятно что;04.03.2026;;',
  '8;Егор;;;;;;В работе;31.12.2030;;',
  '2;Борис;;boris@example.ru;;;;Новая;;;',
].join('\n')

const mapping = checkMapping({
  becomes: 'leads',
  source: 'old',
  reading: { emptyValues: ['Выберите'] },
  externalId: '{№}',
  name: '{Имя}',
  phone: '{Телефон}',
  email: '{Почта}',
  cameFrom: { column: 'Откуда', values: { google: 'Google' } },
  campaign: { utm_campaign: 'Компания кампании' },
  doNotCall: { column: 'Не звонить', values: ['Да'] },
  responsible: { column: 'Менеджер' },
  outcome: {
    column: 'Итог',
    values: {
      Новая: { is: 'new' },
      'В работе': { is: 'in-work' },
      'Не дозвонились': { is: 'rejected', reason: 'no-contact' },
      Продано: { is: 'converted', stage: 'started' },
    },
  },
  dates: { format: 'dd.mm.yyyy', inquired: [{ column: 'Дата' }, 'import-date'] },
})

describe('[L3] leads of a file come in by a mapping', () => {
  test('[C1][C2] each as it stood: new, rejected, converted with its deal; a repetition is one more trace, and nothing comes in twice', async () => {
    const { workspaceId } = await found()
    const request = { file: file('leads.csv', csv), mapping, workspaceId }
    const outcome = { becomes: 'leads', rows: 9, already: 0, rejected: 3 }
    const leads = { new: 3, 'in-work': 0, rejected: 1, converted: 1, traces: 1 }

    const tried = await adopt({ ...request, dryRun: true })
    expect(tried).toMatchObject({ ...outcome, leads })
    for (const table of ['lead', 'raw_arrival', 'deal', "journal where stream_kind = 'lead'"])
      expect(await count(workspaceId, table)).toBe(0)

    const reportFile = path.join(program.folder, 'rejected.csv')
    const report = await adopt({ ...request, report: reportFile })
    expect(report).toMatchObject({ ...outcome, leads, people: 1, remarks: { 'bad-phone': { rows: 1 } } })
    expect(Object.keys(report.reasons).toSorted()).toEqual(['future-date', 'id-twice', 'unknown-outcome'])
    expect(readFileSync(reportFile, 'utf8')).toMatch(/"8";"не перенесена";[^\n]*Непонятно что/)

    const kept = await rows<Record<string, unknown>>(
      workspaceId,
      `select external_id, status, name, phone, phone_written, source, campaign, do_not_call, reject_reason, traces, fields,
        (inquired_at at time zone 'Europe/Moscow')::date::text as day, deal_id is not null as has_deal, next_check_at
       from lead order by external_id`,
    )
    expect(kept.map(({ external_id, status, traces }) => [external_id, status, traces])).toEqual([
      ['old:1', 'rejected', 1],
      ['old:2', 'new', 2],
      ['old:4', 'new', 1],
      ['old:5', 'converted', 1],
      ['old:6', 'new', 1],
    ])
    expect(kept[0]).toMatchObject({
      phone: '+79033891228',
      source: 'Google',
      campaign: { utm_campaign: 'весна' },
      do_not_call: true,
      reject_reason: 'no-contact',
      fields: { Город: 'Пермь' },
      day: '2026-02-01',
    })
    expect(kept[1]).toMatchObject({ source: 'Google', fields: {}, do_not_call: false })
    expect(kept[4]).toMatchObject({ phone: null, phone_written: '12' })
    const [deal] = await rows<Record<string, unknown>>(
      workspaceId,
      `select deal.title, deal.stage, deal.status, member.name as responsible, contact.name as contact, deal.adopted_at is not null as adopted
       from deal join member on member.id = deal.responsible_id join contact on contact.id = deal.contact_id`,
    )
    expect(deal).toEqual({
      title: 'Заявка: ООО «Вега»',
      stage: 'started',
      status: 'won',
      responsible: 'Мария Лис',
      contact: 'ООО «Вега»',
      adopted: true,
    })
    // Nobody is written to, and nothing falls due by itself.
    expect([await count(workspaceId, 'letter'), await count(workspaceId, 'task')]).toEqual([0, 0])

    const again = await adopt(request)
    expect(again).toMatchObject({ already: 6, rejected: 3, people: 0 })
    expect(await adopt({ ...request, dryRun: true })).toMatchObject({ already: 6, rejected: 3 })
    expect(await count(workspaceId, 'lead_trace')).toBe(6)
    expect([await count(workspaceId, 'lead'), await count(workspaceId, 'deal'), await count(workspaceId, 'raw_arrival')]).toEqual([5, 1, 9])
  })

  test('[C1] rows are stored as they came before they are understood; what a crash has left is taken in by the next run, once', async () => {
    const { workspaceId } = await found()
    const lines = Array.from({ length: 30 }, (_, i) => `${i};Имя ${i};;a${i}@example.ru;;;;Новая;04.03.2026;;`)
    const request = { file: file('long.csv', [csv.split('\n')[0], ...lines].join('\n')), mapping, workspaceId, batchSize: 10 }
    const broken = adopt({ ...request, onBatch: (done) => void (done >= 20 && crash()) })
    await expect(broken).rejects.toThrow('power cut')
    expect(await count(workspaceId, 'lead')).toBe(20)
    const states = () =>
      rows<{ state: string; rows: number }>(workspaceId, 'select state, count(*)::integer as rows from raw_arrival group by 1 order by 1')
    // As if it had ended between the storing and the understanding.
    await program.asOwner(`update raw_arrival set state = 'received', lead_id = null where body::text like '%' and id in (
      select id from raw_arrival order by id desc limit 5)`)
    const report = await adopt(request)
    expect(report).toMatchObject({ rows: 30, already: 20, leads: { new: 10 } })
    expect(await states()).toEqual([{ state: 'processed', rows: 30 }])
    expect(await count(workspaceId, 'lead')).toBe(30)
    const [row] = await rows<{ body: string; via_name: string }>(
      workspaceId,
      `select convert_from(body, 'UTF8') as body, via_name from raw_arrival where body = convert_to('{"№":"7","Имя":"Имя 7","Почта":"a7@example.ru","Итог":"Новая","Дата":"04.03.2026"}', 'UTF8')`,
    )
    expect(row).toMatchObject({ via_name: 'long.csv' })
  })

  test('[C2] who is known already is known again by phone or e-mail; who wants no calls is not offered to be called', async () => {
    const { workspaceId } = await found()
    const people = [
      csv.split('\n')[0],
      '1;Анна;89033891228;;;;;Продано;01.02.2026;;',
      '2;Анна К.;+7 903 389 12 28;;;;Да;Новая;09.03.2026;;',
    ]
    await adopt({ file: file('known.csv', people.join('\n')), mapping, workspaceId })
    expect(await count(workspaceId, 'contact')).toBe(1)
    const [lead] = await rows<Record<string, unknown>>(
      workspaceId,
      `select contact_id is not null as known, is_returning, do_not_call from lead where external_id = 'old:2'`,
    )
    expect(lead).toEqual({ known: true, is_returning: true, do_not_call: true })
    expect(await count(workspaceId, 'contact where do_not_call')).toBe(1)
  })

  test('a row without a number is known by all that stands in it', async () => {
    const { workspaceId } = await found()
    const { externalId: _number, ...without } = mapping as Record<string, unknown>
    const bare = checkMapping({ ...without, outcome: undefined, dates: undefined })
    const request = { file: file('bare.csv', csv), mapping: bare, workspaceId }
    expect(await adopt(request)).toMatchObject({ rows: 9, rejected: 0, already: 0 })
    expect(await adopt(request)).toMatchObject({ rows: 9, rejected: 0, already: 9 })
  })

  test('a mapping that does not fit names every fault with its place', async () => {
    const { workspaceId } = await found()
    const wrong = checkMapping({
      ...mapping,
      name: 'без столбца',
      phone: '{Тел}',
      doNotMail: { column: 'Не писать', values: ['Да'] },
      outcome: { column: 'Итог', values: { A: { is: 'rejected', reason: 'sad' }, B: { is: 'converted', stage: 'nowhere' } } },
    })
    const error: unknown = await adopt({ file: file('leads.csv', csv), mapping: wrong, workspaceId }).catch((it: unknown) => it)
    expect((error as ImportError).faults.map(({ place }) => place.path ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      '/doNotMail/column',
      '/name',
      '/outcome/values/A/reason',
      '/outcome/values/B/stage',
      '/phone',
    ])
    expect(() => checkMapping({ becomes: 'leads', source: 'x', stage: 1 })).toThrow(ImportError)
  })
})

const crash = () => {
  throw new Error('power cut')
}

const data = process.env.REGLAMENT_TEST_DATA

describe.skipIf(!data)('[L3] the leads of crm-xeducation-leads go in by a mapping alone', () => {
  test('9,240 rows: sources kept, «Select» is empty, do-not-call kept, converted ones with their deals; again: nothing', async () => {
    const { workspaceId } = await found('USD')
    const request = {
      file: path.join(data!, 'crm-xeducation-leads', 'Leads.csv'),
      mapping: await readMapping(path.join(import.meta.dirname, '../examples/crm-xeducation-leads.json')),
      workspaceId,
    }
    const report = await adopt(request)
    console.log(sayReport(report, report.book, 'en').join('\n'))
    expect(report).toMatchObject({ rows: 9240, rejected: 0, already: 0, leads: { converted: 3561, new: 5679, traces: 0 } })
    const [facts] = await rows<Record<string, number>>(
      workspaceId,
      `select count(*) filter (where do_not_call)::integer as no_calls, count(*) filter (where do_not_mail)::integer as no_mail,
        count(*) filter (where source = 'Google')::integer as google, count(distinct source)::integer as sources,
        count(*) filter (where fields ->> 'City' = 'Select' or product = 'Select')::integer as selects,
        count(*) filter (where fields ? 'City')::integer as cities, count(*) filter (where campaign ? 'origin')::integer as origins from lead`,
    )
    expect(facts).toMatchObject({ no_calls: 2, no_mail: 734, google: 2873, selects: 0, origins: 9240 })
    expect(await count(workspaceId, `deal where status = 'won' and adopted_at is not null`)).toBe(3561)
    expect(await adopt(request)).toMatchObject({ rows: 9240, already: 9240, rejected: 0 })
    expect([await count(workspaceId, 'lead'), await count(workspaceId, 'raw_arrival')]).toEqual([9240, 9240])
  }, 90_000)
})
