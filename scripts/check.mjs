// npm test: every check there is, two at a time, and at the end one line that adds up the tests.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { exitCodeOf, passSignals, programEnvironment, programNode, root } from './node.mjs'
import { ensureWebBuilt } from './prepare.mjs'

const results = path.join(root, 'artifacts', 'check')
const bin = (...parts) => path.join('node_modules', ...parts)

/** Runs all parts and answers the exit code: 0 only when every part passed and at least one test ran. */
export async function check() {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const stopPassing = passSignals(stopEverything)
  const startedMs = Date.now()

  console.log('Checking types, lint, tests, the build of the web and the stories; each tells its result when it is over.')

  // The tests keep both cores busy by themselves at times; the short checks fill the gaps. The browser comes last and alone:
  // it needs the pages built, and its stories wait for a server that must not be starved.
  const tests = part('tests', () =>
    script(bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`),
  )
  const short = inOrder([
    () => part('types', () => script(bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json')),
    () => part('types of the web', () => script(bin('typescript', 'bin', 'tsc'), '-p', 'web/tsconfig.json')),
    () => part('lint', () => npmRun('lint')),
    () => part('build of the web', () => ensureWebBuilt().then(() => ({ code: 0, words: '' }))),
  ])
  const parts = [await tests, ...(await short)]
  if (storiesExist())
    parts.push(
      await part('stories', () => script(bin('@playwright', 'test', 'cli.js'), 'test', '--project=stories', '--reporter=list,json')),
    )
  stopPassing()

  const counts = [countVitest(), countPlaywright()]
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  const failedParts = parts.filter(({ ok }) => !ok).map(({ name }) => name)
  const nothingRan = sum('passed') + sum('failed') === 0
  const verdict = failedParts.length > 0 ? `Failed: ${failedParts.join(', ')}.` : nothingRan ? 'No test ran.' : 'All checks passed.'
  console.log(`\n${verdict} ${seconds(startedMs)} in all.`)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return failedParts.length > 0 || nothingRan || sum('failed') > 0 ? 1 : 0
}

// ── Parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function part(name, work) {
  if (stopped) return { name, ok: false }
  const startedMs = Date.now()
  const { code, words } = await work().catch((error) => ({ code: 1, words: error.message }))
  const ok = code === 0
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds(startedMs)})`)
  // The words of a part that passed matter only where they sum up tests or name one that needed a second try; those of one that
  // failed matter all, but for its tests that passed: what went wrong should be the first thing read.
  const tellsOfSuccess = /^\s*(?:(?:Test Files|Tests|\d+ (?:passed|skipped|flaky))\b|\[stories\] ›)/
  const shown = words.split('\n').filter((line) => line.trim() !== '' && (ok ? tellsOfSuccess.test(line) : !/^\s*✓/.test(line)))
  for (const line of shown) console.log(`    ${line}`)
  return { name, ok }
}

async function inOrder(works) {
  const results = []
  for (const work of works) results.push(await work())
  return results
}

const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`

const script = (...args) => spoken(programNode(), args)

const npmRun = (name) =>
  process.env.npm_execpath
    ? spoken(process.execPath, [process.env.npm_execpath, 'run', '--silent', name])
    : spoken('npm', ['run', '--silent', name])

const running = new Set()
let stopped = false

/** Runs a process in a group of its own, so that all of it can be stopped, and keeps its words. */
async function spoken(file, args) {
  const child = spawn(file, args, {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: programEnvironment({ FORCE_COLOR: '0', PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }),
  })
  running.add(child)
  const words = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(chunk))
  const code = await exitCodeOf(child).finally(() => running.delete(child))
  return { code, words: stripVTControlCharacters(Buffer.concat(words).toString()) }
}

function stopEverything(signal) {
  stopped = true
  for (const { pid } of running) {
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal)
    } catch {
      // It has just ended by itself.
    }
  }
}

// ── Counting ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const vitestReport = path.join(results, 'vitest.json')
const playwrightReport = path.join(results, 'playwright.json')
const nothing = { passed: 0, failed: 0, skipped: 0 }

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

function countVitest() {
  const report = readReport(vitestReport)
  if (!report) return nothing
  // A file that fails before its first test has no test to count; it counts as one that failed.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((it) => it.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function countPlaywright() {
  const report = readReport(playwrightReport)
  if (!report) return nothing
  const { expected, flaky, unexpected, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected, skipped }
}

const storiesExist = () => {
  const folder = path.join(root, 'e2e', 'stories')
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.story.ts'))
}
