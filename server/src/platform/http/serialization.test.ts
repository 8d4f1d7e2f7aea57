import { expect, test } from 'vitest'
import { Type } from 'typebox'
import { compileSerializer } from './serialization.ts'

const Nullable = Type.Object({
  text: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  number: Type.Union([Type.Integer(), Type.Null()]),
  thing: Type.Union([Type.Object({ id: Type.String(), at: Type.Union([Type.String(), Type.Null()]) }), Type.Null()]),
  list: Type.Union([Type.Array(Type.Union([Type.Number(), Type.Null()])), Type.Null()]),
  one: Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Null()]),
  either: Type.Union([Type.String(), Type.Integer()]),
})
const write = compileSerializer({ schema: Nullable, method: 'GET', url: '/' }) as (value: unknown) => string

test('[L8] what may be null is written as it is, null or not, at any depth', () => {
  const full = { text: '2026-03-10T07:05:00.000Z', number: 5, thing: { id: 'x', at: null }, list: [1.5, null], one: 'b', either: 7 }
  expect(JSON.parse(write(full))).toEqual(full)
  const empty = { text: null, number: null, thing: null, list: null, one: null, either: 'seven' }
  expect(JSON.parse(write(empty))).toEqual(empty)
  expect(JSON.parse(write({ ...full, text: 'a "quoted" line\n', thing: { id: '\u2028', at: 'Ы' } }))).toMatchObject({
    thing: { id: '\u2028', at: 'Ы' },
  })
})

test('[L8] what the schema does not name is not told', () => {
  expect(JSON.parse(write({ text: null, number: 1, thing: { id: 'x', at: 'y', secret: 1 }, list: [], one: 'a', either: 1 }))).toMatchObject(
    {
      thing: { id: 'x', at: 'y' },
    },
  )
  expect(write({ text: null, number: 1, thing: { id: 'x', at: 'y', secret: 1 }, list: [], one: 'a', either: 1 })).not.toContain('secret')
})
