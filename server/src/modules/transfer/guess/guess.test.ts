import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { shippedRegulation } from '@reglament/regulation'
import { afterAll, describe, expect, test } from 'vitest'
import { checkMapping } from '../mapping.ts'
import { outlineOf } from '../outline.ts'
import { guessDeals, stageFor, unsureStages } from './deals.ts'
import { guessLeads, looksLikeLeads, outcomeFor } from './leads.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'reglament-guess-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const outline = (name: string, ...lines: string[]) => {
  const file = path.join(folder, name)
  writeFileSync(file, lines.join('\n'))
  return outlineOf(file, name)
}
const pipeline = shippedRegulation.pipelines[0]!
const here = { pipeline, currency: 'RUB', fields: shippedRegulation.fields }
const leadsHere = { ...here, reasons: ['spam', 'not-ours', 'no-contact'] }

describe('[L3] a guess of what columns mean', () => {
  test('files that were chosen together are joined by the columns that hold the same', async () => {
    const main = await outline(
      'deals.csv',
      'id,client_id,course_id,agent,stage',
      '1,C1,P1,Глеб,Won',
      '2,C2,P2,Дарья,Lost',
      '3,C1,P9,Глеб,New',
    )
    const clients = await outline('clients.csv', 'client_id,name,inn,city', 'C1,Школа,7700000000,Пермь', 'C2,Лицей,7700000001,Казань')
    const courses = await outline('courses.csv', 'course_id,title', 'P1,Основы', 'P2,Мастер')
    const people = await outline('people.csv', 'agent,boss,office', 'Глеб,Ольга,Урал', 'Дарья,Ольга,Урал')
    const mapping = guessDeals(main, [clients, courses, people], here)
    expect(mapping).toMatchObject({
      externalId: '{id}',
      title: '{@course} — {@company}',
      company: { name: '{client_id}', in: { file: 'clients.csv', key: 'client_id', name: 'name', inn: 'inn', details: { city: 'city' } } },
      members: { file: 'people.csv', name: '{agent}', team: '{office}', head: '{boss}' },
      fields: { course: { column: 'course_id', new: { type: 'list' }, options: { file: 'courses.csv', key: 'course_id', name: 'title' } } },
    })
    expect(mapping.contact).toBeUndefined()
    expect(checkMapping(mapping)).toEqual(mapping)
  })

  test.each([
    ['Won', 'started'],
    ['Closed Lost', 'lost'],
    ['Отказ', 'lost'],
    ['Engaging', 'taken'],
    ['Negotiation', 'proposal-discussed'],
    ['Отправлено КП', 'proposal-sent'],
    ['Prospecting', 'new-request'],
    ['что-то своё', 'new-request'],
  ])('the stage «%s» is %s', (value, key) => expect(stageFor(value, pipeline)).toBe(key))

  test('leads: outcome, wishes, words that mean empty, one spelling of a source, marks of campaigns', async () => {
    const file = await outline(
      'leads.csv',
      'Lead Number,Full name,Phone,Lead Source,utm_medium,Do Not Call,Status,City',
      '1,Анна,89031112233,Google,cpc,No,Converted,Select',
      '2,Борис,89031112244,google,cpc,Yes,Spam,Пермь',
      '3,Вера,89031112255,Google,,No,New,Select',
    )
    expect(looksLikeLeads(file)).toBe(true)
    const mapping = guessLeads(file, leadsHere)
    expect(mapping).toMatchObject({
      externalId: '{Lead Number}',
      name: '{Full name}',
      phone: '{Phone}',
      reading: { emptyValues: ['Select'] },
      cameFrom: { column: 'Lead Source', values: { google: 'Google' } },
      campaign: { utm_medium: 'utm_medium' },
      doNotCall: { column: 'Do Not Call', values: ['Yes'] },
      outcome: {
        column: 'Status',
        values: { Converted: { is: 'converted', stage: 'started' }, Spam: { is: 'rejected', reason: 'spam' }, New: { is: 'new' } },
      },
    })
    expect(checkMapping(mapping)).toEqual(mapping)
  })

  test('a word of rejection without a reason of its own takes one that is here; where there is none the lead stays new', () => {
    expect(outcomeFor('Отказ', 'started', ['spam', 'not-ours'])).toEqual({ is: 'rejected', reason: 'not-ours' })
    expect(outcomeFor('Отказ', 'started', [])).toEqual({ is: 'new' })
    expect(outcomeFor('В работе', 'started', [])).toEqual({ is: 'in-work' })
  })

  test('[L3] without numbers a row is known by what tells deals apart, never by a stage; stages that say nothing are named', async () => {
    const file = await outline(
      'deals.csv',
      'Название;Компания;Телефон;Этап',
      'Сайт;Ромашка;89125550111;Прогрев',
      'Сайт;Лютик;89125550112;В работе',
    )
    const mapping = guessDeals(file, [], here)
    expect(mapping.externalId).toBe('{Название} {Компания} {Телефон}')
    expect(unsureStages(file, mapping, pipeline)).toEqual(['Прогрев'])
    expect(mapping.stage.values).toEqual({ Прогрев: 'new-request', 'В работе': 'taken' })
  })

  test('a file of deals is not taken for one of leads; of one that says nothing there is still a mapping, one without rows is refused', async () => {
    expect(looksLikeLeads(await outline('deals.csv', 'ID;Сделка;Этап', '1;А;Новая'))).toBe(false)
    await expect(outline('header.csv', 'a,b')).rejects.toThrow(/no rows/)
    const empty = await outline('header.csv', 'a,b\n1,2')
    expect(checkMapping({ ...guessDeals(empty, [], here), stage: { column: 'a', values: {} } })).toBeTruthy()
    expect(checkMapping(guessLeads(empty, leadsHere))).toBeTruthy()
  })
})
