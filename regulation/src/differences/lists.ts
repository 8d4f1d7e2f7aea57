import type { RegulationDocument } from '../document.ts'
import { askedBy, falseLossesOf } from '../losing.ts'
import type { Localised } from '../words.ts'
import {
  among,
  byKey,
  type Comparison,
  type Difference,
  inOneOrder,
  type Keyed,
  keysOf,
  keysOfBoth,
  ofNoClause,
  same,
} from './difference.ts'

type Named = Keyed & { readonly name: Localised }
type Retirement = { readonly retired?: boolean; readonly replacedBy?: string }

/** A list of a regulation: what is in it, and how one thing of it is told. */
type List<T extends Named> = {
  what: Difference['what']
  of: (document: RegulationDocument) => readonly T[]
  title: (name: string) => string
  /** How the order is called in which people find them; absent where it means nothing. */
  order?: string
  tell: (item: T, all: readonly T[]) => string
}

/** Fields, kinds of tasks, reasons of loss, criteria and kinds of false loss: each that differs, and where they have changed places. */
export function listDifferences(comparison: Comparison): Difference[] {
  const { language, w } = comparison
  const quote = ({ name }: Named) => w.quote(name[language])
  const retirement = ({ retired, replacedBy }: Retirement, all: readonly Named[]) =>
    replacedBy === undefined ? (retired ? w.retired : '') : w.replaced(nameIn(all, replacedBy, comparison))
  return [
    ...differencesOf(comparison, {
      what: 'field',
      of: ({ fields }) => fields,
      title: w.field,
      tell: (field) => {
        const options = field.options.map((option) => told([option.name[language], inBrackets(retirement(option, field.options))], ' '))
        return told([told([quote(field), options.join(', ')], ': '), field.retired ? w.unfilled : ''])
      },
    }),
    ...differencesOf(comparison, {
      what: 'task-kind',
      of: ({ taskKinds }) => taskKinds,
      title: w.taskKind,
      order: w.ofTaskKinds,
      tell: (kind, all) =>
        told([quote(kind), kind.short ? w.shortly(kind.short[language]) : '', kind.byHand ? w.byHand : w.bySystem, retirement(kind, all)]),
    }),
    ...differencesOf(comparison, {
      what: 'loss-reason',
      of: ({ lossReasons }) => lossReasons,
      title: w.lossReason,
      order: w.ofLossReasons,
      tell: (reason, all) =>
        told([
          quote(reason),
          w.lossKinds[reason.kind],
          w.asks[askedBy(reason)],
          reason.letter ? w.letter : w.noLetter,
          w.reviews[reason.review],
          retirement(reason, all),
        ]),
    }),
    ...differencesOf(comparison, {
      what: 'criterion',
      of: ({ criteria }) => criteria,
      title: w.criterion,
      order: w.ofCriteria,
      tell: (criterion, all) => told([quote(criterion), retirement(criterion, all)]),
    }),
    ...differencesOf(comparison, {
      what: 'false-loss',
      of: falseLossesOf,
      title: w.falseLoss,
      order: w.ofFalseLosses,
      tell: (kind, all) => told([quote(kind), retirement(kind, all)]),
    }),
  ]
}

const told = (parts: readonly string[], between = ', ') => parts.filter((part) => part !== '').join(between)
const inBrackets = (text: string) => (text === '' ? '' : `(${text})`)
const nameIn = (all: readonly Named[], key: string, { language }: Comparison) => all.find((other) => other.key === key)!.name[language]

function differencesOf<T extends Named>({ was, willBe, language }: Comparison, { what, of, title, order, tell }: List<T>): Difference[] {
  const [before, after] = [of(was.document), of(willBe.document)]
  const [earlier, later] = [byKey(before), byKey(after)]
  const each = keysOfBoth(earlier, later).flatMap((key): Difference[] => {
    const [a, b] = [earlier.get(key), later.get(key)]
    if (same(a, b)) return []
    const both = { before: a ? tell(a, before) : null, after: b ? tell(b, after) : null }
    return [{ ...ofNoClause, what, title: title((b ?? a)!.name[language]), ...both, was: a ?? null, willBe: b ?? null }]
  })
  if (order === undefined || inOneOrder(before, after)) return each
  const [old, current] = [among(before, after), among(after, before)]
  const names = (items: readonly T[]) => items.map(({ name }) => name[language]).join(', ')
  return [
    ...each,
    { ...ofNoClause, what, title: order, before: names(old), after: names(current), was: keysOf(old), willBe: keysOf(current) },
  ]
}
