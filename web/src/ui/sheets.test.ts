import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const src = path.join(import.meta.dirname, '..')
/** Which sheet a part of Mantine needs. */
const sheetOf = {
  Popover: /sheets\/(popover|menu|combobox)/,
  Combobox: /sheets\/combobox/,
  Select: /sheets\/combobox/,
  Modal: /sheets\/window/,
  Drawer: /sheets\/window/,
}

test('who draws a part of Mantine brings its sheet', () => {
  const users = globSync('**/*.tsx', { cwd: src })
    .map((file) => ({ file, text: readFileSync(path.join(src, file), 'utf8') }))
    .flatMap(({ file, text }) =>
      Object.entries(sheetOf)
        .filter(([part]) => text.includes(`<${part}`) && text.includes("from '@mantine/core'"))
        .map(([part, sheet]) => ({ file, part, brings: sheet.test(text) })),
    )
  expect(users.length).toBeGreaterThan(5)
  expect(users.filter(({ brings }) => !brings)).toEqual([])
})
