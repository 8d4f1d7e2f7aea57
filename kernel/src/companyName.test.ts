import { describe, expect, test } from 'vitest'
import { formsAgree, plainCompanyName } from './companyName.ts'

describe('[C2] a company by its name', () => {
  test.each([
    ['Дом', 'дом'],
    ['ООО «Дом»', 'дом'],
    ['ооо "ДОМ"', 'дом'],
    ['О.О.О. „Дом“', 'дом'],
    ['Дом, ООО', 'дом'],
    ['Общество с ограниченной ответственностью «Дом»', 'дом'],
    ['Dom Ltd.', 'dom'],
    ['Dom, Inc.', 'dom'],
    ['DOM GmbH', 'dom'],
    ['ПАО Ёлка', 'елка'],
    ['ИП Иванов', 'иванов'],
    // The form alone is all that there is, and a word that begins like one is none.
    ['ООО', 'ооо'],
    ['Аоки', 'аоки'],
    ['Дом-Строй', 'дом-строй'],
    ['  ', ''],
  ])('%j is %j', (name, plain) => {
    expect(plainCompanyName(name)).toBe(plain)
    expect(plainCompanyName(plain)).toBe(plain)
  })

  test.each([
    ['Дом', 'ООО «Дом»', true],
    ['ООО «Дом»', 'Общество с ограниченной ответственностью «Дом»', true],
    ['ОАО «Дом»', 'ПАО «Дом»', true],
    ['ООО «Дом»', 'АО «Дом»', false],
    ['Дом, ООО', 'ИП Дом', false],
  ])('%j and %j: their forms agree: %j', (one, other, agree) => {
    expect([formsAgree(one, other), formsAgree(other, one)]).toEqual([agree, agree])
  })
})
