// Turns what was measured into a table, a file, and the list of missed targets.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Measured } from './client.ts'
import { spreadOf, type Spread } from './figures.ts'
import type { PureFigures } from './inProcess.ts'
import type { SuggestionFigures } from './suggestions.ts'
import type { SweeperFigures } from './sweeper.ts'
import type { OperationName, TargetName } from './operations.ts'
import type { Options } from './options.ts'

export type Run = { round: number; operation: OperationName; atOnce: number; target: TargetName } & Measured & {
    /** Time of the processor for one request. */
    serverMs: number
    databaseMs: number
  }
export type Figures = {
  options: Options
  deals: number
  runs: readonly Run[]
  statements: ReadonlyMap<OperationName, readonly string[]>
  pure: PureFigures
  sweeper: SweeperFigures
  /** Null: not asked for. */
  suggestions: SuggestionFigures | null
  startMs: Spread
  idleMb: number
  loadSeconds: number
  loadBefore: number
  loadAfter: number
}

/** Of the yardstick's throughput at least so much. */
const shareMin: Record<OperationName, number> = {
  list: 0.5,
  board: 1,
  'board of one': 1,
  move: 0.25,
  create: 0.25,
  form: 0.3,
  take: 0.1,
  control: 0.1,
}

const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
const spread = ({ median, least, most }: Spread) => `${digits(median)} (${digits(least)}–${digits(most)})`

type Line = {
  operation: OperationName
  atOnce: number
  product: Spread
  yardstick: Spread
  share: Spread
  p50: Record<TargetName, number>
  p95: Record<TargetName, number>
  serverMs: Record<TargetName, number>
  databaseMs: Record<TargetName, number>
  rows: Record<TargetName, number>
  bytes: Record<TargetName, number>
}

/** One line for each operation and number of clients; a share compares the two measurements of one round. */
export function linesOf(runs: readonly Run[]): Line[] {
  const groups = Map.groupBy(runs, ({ operation, atOnce }) => `${operation} ${atOnce}`)
  return [...groups.values()].map((group) => {
    const of = (target: TargetName) => group.filter((run) => run.target === target)
    const both = <Result>(read: (runs: readonly Run[]) => Result) => ({ product: read(of('product')), yardstick: read(of('yardstick')) })
    const rate = both((runs) => spreadOf(runs.map(({ perSecond }) => perSecond)))
    const shares = of('product').map(({ round, perSecond }) => perSecond / of('yardstick').find((run) => run.round === round)!.perSecond)
    const { operation, atOnce } = group[0]!
    return {
      operation,
      atOnce,
      ...rate,
      share: spreadOf(shares),
      p50: both((runs) => spreadOf(runs.map(({ p50 }) => p50)).median),
      p95: both((runs) => spreadOf(runs.map(({ p95 }) => p95)).median),
      serverMs: both((runs) => spreadOf(runs.map(({ serverMs }) => serverMs)).median),
      databaseMs: both((runs) => spreadOf(runs.map(({ databaseMs }) => databaseMs)).median),
      rows: both((runs) => spreadOf(runs.map(({ rows }) => rows)).median),
      bytes: both((runs) => spreadOf(runs.map(({ bytes }) => bytes)).median),
    }
  })
}

type Target = { what: string; figure: string; target: string; met: boolean }

export function targetsOf({ runs, pure, sweeper, suggestions, startMs, idleMb }: Figures): Target[] {
  const most = (what: string, { median, least, most }: Spread, max: number, unit: string): Target => ({
    what,
    figure: `${spread({ median, least, most })} ${unit}`,
    target: `≤ ${max} ${unit}`,
    met: median <= max,
  })
  const least = (what: string, figure: Spread, min: number, unit: string): Target => ({
    what,
    figure: `${digits(figure.median / 1000)} (${digits(figure.least / 1000)}–${digits(figure.most / 1000)}) thousand ${unit}`,
    target: `≥ ${min / 1000} thousand ${unit}`,
    met: figure.median >= min,
  })
  return [
    ...linesOf(runs).map(({ operation, atOnce, share }): Target => ({
      what: `${operation}, ${atOnce} at once`,
      figure: `${spread(share)} ×`,
      target: `≥ ${shareMin[operation]} × yardstick`,
      met: share.median >= shareMin[operation],
    })),
    ...linesOf(runs)
      .filter(({ operation, atOnce }) => operation === 'control' && atOnce === 1)
      .map(({ p50 }) => most('Control opens', { median: p50.product, least: p50.product, most: p50.product }, 150, 'ms')),
    ...linesOf(runs)
      .filter(({ operation }) => operation === 'take')
      .map(({ product }) => least('taken by a hundred at once', product, 300, 'deals/s')),
    most('judge, the median act', pure.judgeMicroseconds, 15, 'µs'),
    least('fold', pure.foldEventsPerSecond, 100_000, 'events/s'),
    least('judged acts on one core', pure.judgedActsPerSecond, 20_000, 'acts/s'),
    ...(suggestions ? [most(`who a lead may be, of ${suggestions.contacts} people`, suggestions.milliseconds, 20, 'ms')] : []),
    ...(suggestions?.searches ?? []).map(({ typed, milliseconds }) =>
      most(`the palette, ${typed}, of ${suggestions!.contacts} people`, milliseconds, 100, 'ms'),
    ),
    least('the sweeper, one process', sweeper.dueDealsPerSecond, 2000, 'due deals/s'),
    most('warm start of the app', { median: startMs.median / 1000, least: startMs.least / 1000, most: startMs.most / 1000 }, 3, 's'),
    ...(Number.isNaN(idleMb) ? [] : [most('idle memory of the app', { median: idleMb, least: idleMb, most: idleMb }, 250, 'MB')]),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length), title.length))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n')
}

/** Markdown, for the terminal and for the page of figures. */
export function tablesOf(figures: Figures): string {
  const pair = (values: Record<TargetName, number>, say = digits) => `${say(values.product)} / ${say(values.yardstick)}`
  const inKb = ({ product, yardstick }: Record<TargetName, number>) => ({ product: product / 1024, yardstick: yardstick / 1024 })
  const operations = linesOf(figures.runs).map(
    ({ operation, atOnce, product, yardstick, share, p50, p95, serverMs, databaseMs, rows, bytes }) => [
      operation,
      String(atOnce),
      spread(product),
      spread(yardstick),
      spread(share),
      pair(p50),
      pair(p95),
      pair(serverMs),
      pair(databaseMs),
      String(figures.statements.get(operation)?.length ?? ''),
      pair(rows, String),
      pair(inKb(bytes)),
    ],
  )
  const targets = targetsOf(figures).map(({ what, figure, target, met }) => [what, figure, target, met ? 'met' : 'MISSED'])
  const head = [
    'operation',
    'at once',
    'app, per second',
    'yardstick',
    'share',
    'p50 ms, app / yardstick',
    'p95 ms',
    'server CPU ms',
    'database CPU ms',
    'statements',
    'rows',
    'kB',
  ]
  return `${table(head, operations)}\n\n${table(['what', 'measured', 'target', ''], targets)}`
}

/** Keeps everything that was measured, beside what it was measured on. */
export function keep(root: string, figures: Figures): string {
  const folder = path.join(root, 'artifacts', 'bench')
  fs.mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = path.join(folder, `${figures.deals}-${at.replaceAll(/[:.]/g, '-')}.json`)
  const machine = {
    cpus: os.cpus().length,
    model: os.cpus()[0]?.model,
    memoryMb: Math.round(os.totalmem() / 1_048_576),
    node: process.version,
  }
  const kept = { at, machine, ...figures, statements: Object.fromEntries(figures.statements), lines: linesOf(figures.runs) }
  fs.writeFileSync(file, `${JSON.stringify({ ...kept, targets: targetsOf(figures) }, null, 2)}\n`)
  return path.relative(root, file)
}
