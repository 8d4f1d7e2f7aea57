import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { arrows, reachOf } from './arrows.ts'
import type { Part } from './arrows.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const packages = ['kernel', 'regulation', 'contract', 'web']
/** What stands beside the modules: the composition, and what serves tests only. */
const serverFolders = { modules: 'modules', platform: 'platform', commands: 'app', testing: 'testing' } as const

type Import = { file: string; from: string; isType: boolean; specifier: string }

const filesIn = (folder: string): string[] => {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((it) => it.isFile() && /\.(?:ts|tsx|mjs)$/.test(it.name))
    .map((it) => path.relative(root, path.join(it.parentPath, it.name)))
}

const importPattern =
  /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

const importsOf = (file: string): Import[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(importPattern)].map((found) => ({
    file,
    from: partOf(file),
    isType: found[1] !== undefined,
    specifier: (found[2] ?? found[3] ?? found[4])!,
  }))

/** The part a file belongs to. */
function partOf(file: string): string {
  const [first = '', second, third = '', fourth] = file.split(path.sep)
  if (first !== 'server') return first
  if (second !== 'src') return 'outside'
  if (third === 'modules') return fourth ?? 'unknown'
  if (fourth === undefined) return third.endsWith('.ts') ? 'app' : third
  return serverFolders[third as keyof typeof serverFolders] ?? 'unknown'
}

/** The file or package an import means; undefined for libraries. */
function targetOf({ file, specifier }: Import): { part: string; path?: string } | undefined {
  if (specifier.startsWith('.')) {
    const target = path.normalize(path.join(path.dirname(file), specifier))
    return { part: partOf(target), path: target }
  }
  const name = /^@reglament\/([^/]+)/.exec(specifier)?.[1]
  return name === undefined ? undefined : { part: name }
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes(`${path.sep}testing${path.sep}`)

const existing = packages.filter((it) => readdirSync(root).includes(it))
const allFiles = [...existing.flatMap((it) => filesIn(path.join(it, 'src'))), ...filesIn(path.join('server', 'src'))]
const allImports = allFiles.filter((it) => !isTest(it)).flatMap(importsOf)

describe('arrows between the parts of the program', () => {
  test('the table has no circle', () => {
    for (const part of Object.keys(arrows) as Part[]) expect(() => reachOf(part)).not.toThrow()
  })

  test('every folder is in the table', () => {
    const modules = readdirSync(path.join(root, 'server/src/modules'))
    expect(modules.filter((it) => !(it in arrows))).toEqual([])
    const folders = readdirSync(path.join(root, 'server/src'), { withFileTypes: true }).filter((it) => it.isDirectory())
    expect(folders.map((it) => it.name).filter((it) => !(it in serverFolders))).toEqual([])
  })

  test('the reading finds imports at all', () => {
    expect(allImports.length).toBeGreaterThan(100)
    expect(allImports.some((it) => it.from === 'members' && targetOf(it)?.part === 'platform')).toBe(true)
  })

  test('nobody imports what his row does not allow', () => {
    const wrong = allImports.filter((it) => {
      const part = targetOf(it)?.part
      return part !== undefined && part !== it.from && !(it.from in arrows && reachOf(it.from as Part).has(part as Part))
    })
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  test('of another module only its face is imported', () => {
    const past = allImports.filter((it) => {
      const target = targetOf(it)
      const isModule = target?.path?.startsWith(path.join('server', 'src', 'modules'))
      return isModule && target?.part !== it.from && path.basename(target?.path ?? '') !== 'index.ts'
    })
    expect(past.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  test('the contract takes types only from the regulation', () => {
    const values = allImports.filter((it) => it.from === 'contract' && targetOf(it)?.part === 'regulation' && !it.isType)
    expect(values.map((it) => it.file)).toEqual([])
  })

  test('kernel, regulation and contract are pure: nothing of Node, no server library', () => {
    const impure = /^(?:node:|fastify|pg$|kysely|pino|ajv)/
    const wrong = allImports.filter((it) => ['kernel', 'regulation', 'contract'].includes(it.from) && impure.test(it.specifier))
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })
})
