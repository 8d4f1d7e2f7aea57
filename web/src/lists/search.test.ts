import { describe, expect, test } from 'vitest'
import { cleared, isNarrowed, isSame, narrowingOf, queryOf, readSearch, tableQuery, valuesOf, withField } from './search.ts'

describe('[L2] the address of the board and the table', () => {
  const address = {
    responsible: 'me',
    field: ['source:search', 'source:cold'],
    returning: true,
    q: 2418,
    moon: 'full',
    stage: 'taken',
    view: 'x',
  }
  const search = readSearch(address)

  test('what looks like a number or a truth is a text, what is not ours is left out', () => {
    expect(search).toEqual({
      responsible: 'me',
      field: ['source:search', 'source:cold'],
      returning: 'true',
      q: '2418',
      stage: 'taken',
      view: 'x',
    })
    expect(readSearch({ field: 'platform:site' })).toEqual({ field: ['platform:site'] })
    expect(readSearch({ field: 'nothing', q: '' })).toEqual({})
  })

  test('values of a field are changed without touching another', () => {
    expect(valuesOf(search, 'source')).toEqual(['search', 'cold'])
    expect(withField({ field: ['source:cold', 'platform:site'] }, 'source', ['search'])).toEqual({
      field: ['platform:site', 'source:search'],
    })
    expect(withField({ field: ['source:cold'] }, 'source', [])).toEqual({ field: undefined })
  })

  test('a view remembers the address and knows it again', () => {
    expect(queryOf(search)).toEqual({ responsible: 'me', field: ['source:search', 'source:cold'], returning: 'true', q: '2418' })
    expect(isSame({ query: { q: '2418', field: ['source:search', 'source:cold'], returning: 'true', responsible: 'me' } }, search)).toBe(
      true,
    )
    expect(isSame({ query: { responsible: 'me' } }, search)).toBe(false)
  })

  test('cleared, it keeps the pipeline and the columns', () => {
    expect(cleared({ ...search, pipeline: 'sales', columns: 'title' })).toEqual({ pipeline: 'sales', columns: 'title', stage: 'taken' })
    expect([isNarrowed(search), isNarrowed({ pipeline: 'sales' })]).toEqual([true, false])
    expect(narrowingOf({ pipeline: 'sales', q: 'вита' })).toEqual({ q: 'вита' })
  })

  test('the table shows open deals unless told', () => {
    expect(tableQuery({ stages: 'taken' })).toMatchObject({ status: 'open', stage: 'taken' })
    expect(tableQuery({ status: 'all' }).status).toBeUndefined()
  })
})
