import { describe, expect, test } from 'vitest'
import type { Lacks } from '../verdict/lacks.ts'
import { missingOf, moveOf, nothingGiven, type Given } from './given.ts'

const lacks: Lacks = {
  fields: ['niche', 'source'],
  budget: true,
  note: { needed: 10 },
  reason: false,
  result: undefined,
  offered: undefined,
  task: false,
  confirmation: false,
  stages: [],
}
const nothing = nothingGiven
const all: Given = {
  ...nothing,
  fields: { niche: 'Медицина', source: 'search' },
  note: 'Три клиники',
  budget: { amount: 100, currency: 'RUB' },
}

test('names what is still missing, a blank does not count', () => {
  expect(missingOf(lacks, nothing)).toEqual(['niche', 'source', 'budget', 'note'])
  expect(missingOf(lacks, { ...all, fields: { niche: '  ', source: 'search' } })).toEqual(['niche'])
  expect(missingOf(lacks, { ...all, note: '  коротко ' })).toEqual(['note'])
  expect(missingOf(lacks, all)).toEqual([])
})

test('sends what was asked for and given, nothing else', () => {
  expect(moveOf('qualified', lacks, { ...all, reason: 'so', fields: { ...all.fields, platform: 'site' } }, 'Следующий шаг')).toEqual({
    to: 'qualified',
    fields: { niche: 'Медицина', source: 'search' },
    note: 'Три клиники',
    budget: { amount: 100, currency: 'RUB' },
  })
})

test('the date that the client named goes with the words of the task', () => {
  const task = { dueAt: '2026-12-01T09:00:00Z', text: '' }
  expect(moveOf('attempts', { ...lacks, fields: [], budget: false, note: undefined }, { ...nothing, task }, 'Следующий шаг')).toEqual({
    to: 'attempts',
    task: { text: 'Следующий шаг', dueAt: '2026-12-01T09:00:00Z' },
  })
})

describe('what came of the tasks of the stage', () => {
  const results = { needed: 3, tasks: ['one', 'two'] }
  const bare = { ...lacks, fields: [], budget: false, note: undefined }

  test('each has to be told where the clause demands it', () => {
    const demanded = { ...bare, result: results }
    expect(missingOf(demanded, { ...nothing, results: { one: 'Договорились' } })).toEqual(['result'])
    expect(missingOf(demanded, { ...nothing, results: { one: 'Договорились', two: 'Оплатили' } })).toEqual([])
  })

  test('one that is only offered may be left out, but not begun and left too short', () => {
    const offered = { ...bare, offered: results }
    expect(missingOf(offered, nothing)).toEqual([])
    expect(missingOf(offered, { ...nothing, results: { two: 'да' } })).toEqual(['result'])
  })

  test('goes out with its own task', () => {
    expect(moveOf('started', bare, { ...nothing, results: { one: ' Подписан ', two: ' ' } }, '')).toEqual({
      to: 'started',
      results: [{ taskId: 'one', result: 'Подписан' }],
    })
  })
})
