import type { Fate } from '@reglament/contract'
import { add, formatInstant, parseTerm, type Instant } from '@reglament/kernel'
import { clocksOf, speech, type Clause, type Language } from '@reglament/regulation'
import type { Text } from '../../platform/text.ts'
import type { Case } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'

const says = {
  headSees: { ru: 'просрочку увидит руководитель', en: 'the head sees that it is overdue' },
  dayNotClosed: { ru: 'день не закроется: что-то осталось', en: 'the day can’t be closed: something is left' },
} satisfies Record<string, Text>

const ofTask = {
  ru: (task: string, text: string) => `дело «${task}»: ${text}`,
  en: (task: string, text: string) => `the task “${task}”: ${text}`,
}

/** As many as are read at a glance. */
const shownMax = 7

type Coming = { at: Instant; clause: Clause; text: string; deal: { id: string; name: string } | null }

/** Only what a member sees: an observed clause is seen in Control alone (regulation §1). */
const isSeen = ({ mode }: Clause) => mode === 'warn' || mode === 'enforce'

function comingOf({ book, situation, deal }: Case, name: string, mine: ReadonlySet<string>, now: Instant, language: Language): Coming[] {
  // Of several tasks of one deal each is named: without it two lines would read the same.
  const own = deal.openTasks.filter(({ id }) => mine.has(id))
  const say = speech(book.regulation, language)
  return clocksOf(book.regulation, situation, now).flatMap(({ clause: key, about, from }): Coming[] => {
    const clause = book.regulation.clause(key)
    if (!clause || !isSeen(clause)) return []
    const isOfTask = key === 'overdue' || key === 'overdue-hand-over'
    if (isOfTask && !mine.has(about)) return []
    const { title, fate = title } = clause.kind.words[language]
    const of = { clause, deal: { id: deal.dealId, name } }
    const task = isOfTask && own.length > 1 ? own.find(({ id }) => id === about) : undefined
    const told = (text: string) => (task ? ofTask[language](say.taskKind(task.kind), text) : text)
    const { headSeesAfter } = clause.params as { headSeesAfter?: string }
    const seen = headSeesAfter === undefined ? null : add(book.calendar, from, parseTerm(headSeesAfter))
    return [
      ...(from > now ? [{ ...of, at: from, text: told(fate) }] : []),
      ...(seen !== null && seen > now ? [{ ...of, at: seen, text: told(says.headSees[language]) }] : []),
    ]
  })
}

/**
 * What the regulation will do by itself, the nearest first: the clocks of these deals with their consequence in words, those of the same
 * instant and consequence as one line (A4). Pure.
 */
export function fateOf(
  cases: readonly Case[],
  names: ReadonlyMap<string, string>,
  day: { book: Book; myTasks: ReadonlySet<string>; closesAt: Instant | null; left: number; now: Instant; language: Language },
): Fate[] {
  const { book, myTasks, closesAt, left, now, language } = day
  const closing = book.regulation.clause('day-closing')
  const coming = [
    ...cases.flatMap((it) => comingOf(it, names.get(it.deal.dealId) ?? '', myTasks, now, language)),
    ...(closing && isSeen(closing) && closesAt !== null && closesAt > now && left > 0
      ? [{ at: closesAt, clause: closing, text: says.dayNotClosed[language], deal: null }]
      : []),
  ].toSorted((a, b) => a.at - b.at)
  const lines = new Map<string, Coming & { deals: Map<string, string> }>()
  for (const it of coming) {
    const line = `${it.at} ${it.clause.key} ${it.text}`
    const known = lines.get(line) ?? { ...it, deals: new Map<string, string>() }
    if (it.deal) known.deals.set(it.deal.id, it.deal.name)
    lines.set(line, known)
  }
  return [...lines.values()].slice(0, shownMax).map(({ at, clause, text, deals }) => ({
    at: formatInstant(at),
    clause: clause.key,
    number: clause.number,
    text,
    deals: [...deals].map(([id, name]) => ({ id, name })),
  }))
}
