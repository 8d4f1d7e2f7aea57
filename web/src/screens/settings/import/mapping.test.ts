import { expect, test } from 'vitest'
import { partOf, withPart, type Mapping, type PartName } from './mapping.ts'

const parts: PartName[] = [
  'externalId',
  'company',
  'contact',
  'phone',
  'email',
  'note',
  'budget',
  'responsible',
  'created',
  'closed',
  'stage',
]

test.each(parts)('[L3] %s: a column that is chosen is read back, and taking it out leaves the rest', (part) => {
  const mapping: Mapping = { source: 'crm', title: '{A} — {B}' }
  const chosen = withPart(mapping, part, 'Столбец')
  expect(partOf(chosen, part)).toBe('Столбец')
  const cleared = withPart(chosen, part, null)
  expect(partOf(cleared, part)).toBeNull()
  expect(cleared).toMatchObject(mapping)
})

test('[L3] what the form has no field for is carried along', () => {
  const company = { name: '{Счёт}', in: { file: 'accounts.csv', key: 'a', name: 'b' } }
  expect(withPart({ company }, 'company', 'Клиент').company).toEqual({ ...company, name: '{Клиент}' })
  expect(partOf({ title: '{A}', externalId: '{A}-{B}' }, 'externalId')).toBeNull()
})
