import { expect, test } from 'vitest'
import type { Field } from '@reglament/contract'
import { allColumns, columnsOf, columnsText, moved, nextSort, usualColumns } from './columns.ts'

const fields: Field[] = [
  { key: 'note', name: 'Примечание', type: 'text', options: [], system: true, retired: false },
  { key: 'source', name: 'Источник', type: 'list', options: [], system: false, retired: false },
]

test('[L2] columns of an address: known ones in their order, the title always, the usual ones without any', () => {
  expect(columnsOf('budget,moon,field:source,field:note,title', fields)).toEqual(['budget', 'field:source', 'title'])
  expect(columnsOf('budget', fields)).toEqual(['title', 'budget'])
  expect(columnsOf(undefined, fields)).toEqual(usualColumns)
  expect(allColumns(['title'], fields)).toContain('field:source')
  expect(columnsText(usualColumns)).toBeUndefined()
  expect(columnsText(['title', 'budget'])).toBe('title,budget')
})

test('[L2] a column goes up and down and stops at the ends', () => {
  expect(moved(['title', 'budget', 'stage'], 'stage', -1)).toEqual(['title', 'stage', 'budget'])
  expect(moved(['title', 'budget'], 'title', -1)).toEqual(['title', 'budget'])
})

test('[L2] pressed again, a head turns the order round, then lets it go', () => {
  expect([nextSort(undefined, 'budget'), nextSort('-budget', 'budget'), nextSort('budget', 'budget')]).toEqual([
    '-budget',
    'budget',
    undefined,
  ])
})
