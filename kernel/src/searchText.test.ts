import { expect, test } from 'vitest'
import { foldText } from './searchText.ts'

test.each([
  ['  Пётр\u00a0\n ЁЛКИН ', 'петр елкин'],
  ['Пе\u0308тр', 'петр'],
  ['ООО «Йод»', 'ооо «йод»'],
  ['Ｒeglament', 'reglament'],
  ['', ''],
])('[L1] %j is searched as %j', (text, folded) => {
  expect(foldText(text)).toBe(folded)
  expect(foldText(folded)).toBe(folded)
})
