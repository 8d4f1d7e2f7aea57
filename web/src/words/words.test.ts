import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { ru } from './ru.ts'

type Tree = { readonly [key: string]: string | Tree }

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : flat(value, `${before}${key}.`),
  )

const catalogues = { ru: new Map(flat(ru)), en: new Map(flat(en)) }
const plural = /_(zero|one|two|few|many|other)$/
const bare = (key: string) => key.replace(plural, '')
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}|<(\d)>/g)]
    .map(([, name, tag]) => name ?? tag ?? '')
    .toSorted((one, other) => one.localeCompare(other))
/** What is Latin in Russian too. */
const latinByRight = new Set(['entry.language', 'entry.languageHint'])

describe('[L5] every word on screen exists in both languages', () => {
  test('the same keys', () => {
    const keys = (map: Map<string, string>) => [...new Set([...map.keys()].map(bare))].toSorted()
    expect(keys(catalogues.en)).toEqual(keys(catalogues.ru))
  })

  test('the same placeholders', () => {
    const of = (map: Map<string, string>) =>
      Object.fromEntries(
        [...map]
          .filter(([key]) => !plural.test(key) || key.endsWith('_other'))
          .map(([key, text]) => [bare(key), [...new Set(placeholders(text))]]),
      )
    expect(of(catalogues.en)).toEqual(of(catalogues.ru))
  })

  test.each([
    ['ru', ['one', 'few', 'many', 'other']],
    ['en', ['one', 'other']],
  ] as const)('all plural forms in %s', (language, forms) => {
    const map = catalogues[language]
    const counted = new Set([...map.keys()].filter((key) => plural.test(key)).map(bare))
    for (const key of counted) {
      const found = [...map.keys()].filter((other) => bare(other) === key).map((other) => other.slice(key.length + 1))
      expect(found.toSorted(), key).toEqual([...forms].toSorted())
      for (const form of forms) {
        // An English singular may do without the number; a Russian one stands for 21 and 31 as well.
        const rest = (names: string[]) => (language === 'en' && form === 'one' ? names.filter((name) => name !== 'count') : names)
        expect(rest(placeholders(map.get(`${key}_${form}`) ?? '')), `${key}_${form}`).toEqual(
          rest(placeholders(map.get(`${key}_other`) ?? '')),
        )
      }
    }
  })

  test('nothing is empty', () => {
    for (const map of Object.values(catalogues)) for (const [key, text] of map) expect(text.trim(), key).not.toBe('')
  })

  test('no Russian word was left in Latin letters, no English one in Cyrillic', () => {
    const words = (text: string) => text.replaceAll(/\{\{.*?\}\}|<\/?\d>/g, '')
    for (const [key, text] of catalogues.ru) {
      if (!latinByRight.has(key) && /[a-z]/i.test(words(text))) expect(words(text), key).toMatch(/[а-яё]/i)
    }
    for (const [key, text] of catalogues.en) if (!latinByRight.has(key)) expect(words(text), key).not.toMatch(/[а-яё]/i)
  })
})
