import { expect, test } from 'vitest'
import { initials } from './Avatar.tsx'

test.each([
  ['Иван Петрович Сидоров', 'ИС'],
  ['Анна Лебедева', 'АЛ'],
  ['  Мария ', 'М'],
  ['«Теплосеть-Сервис»', 'ТС'],
  ['«Склад 24»', 'С2'],
  ['', ''],
])('the initials of “%s” are of its first and last word: %s', (name, expected) => expect(initials(name)).toBe(expected))
