import { DAY_MS, HOUR_MS, MINUTE_MS, parseTerm, SECOND_MS } from '@reglament/kernel'
import type { ClauseDocument, RegulationDocument } from './document.ts'
import type { DocumentFault } from './lint.ts'
import { termText } from './speech.ts'

/** The shortest and the longest real time that a term may take; working time depends on weekends and holidays. */
function boundsOf(text: string): readonly [number, number] {
  const { n, unit } = parseTerm(text)
  const working = (hours: number): readonly [number, number] => [hours * HOUR_MS, (Math.ceil(hours / 6) * 1.5 + 12) * DAY_MS]
  switch (unit) {
    case 's':
      return [n * SECOND_MS, n * SECOND_MS]
    case 'min':
      return [n * MINUTE_MS, n * MINUTE_MS]
    case 'wmin':
      return working(n / 60)
    case 'wh':
      return working(n)
    case 'wd':
      return [Math.max(0, n - 1) * DAY_MS, (n * 1.5 + 12) * DAY_MS]
    case 'd':
      return [n * DAY_MS, n * DAY_MS]
    case 'w':
      return [n * 7 * DAY_MS, n * 7 * DAY_MS]
    case 'mo':
      return [n * 28 * DAY_MS, n * 31 * DAY_MS]
  }
}

const minutesIn: Partial<Record<string, number>> = { wmin: 1, wh: 60 }

/** Whether one term is certainly longer than another, whatever the calendar. */
function isLonger(one: string, other: string): boolean {
  const [a, b] = [parseTerm(one), parseTerm(other)]
  if (a.unit === b.unit) return a.n > b.n
  const [x, y] = [minutesIn[a.unit], minutesIn[b.unit]]
  if (x !== undefined && y !== undefined) return a.n * x > b.n * y
  return boundsOf(one)[0] > boundsOf(other)[1]
}

/** Terms of which the first must be over when the second is: `clause.param`. */
const inTurn: readonly (readonly [earlier: string, later: string])[] = [
  ['overdue.headSeesAfter', 'overdue-hand-over.after'],
  ['silence-before-closing.after', 'silence-end.after'],
  ['last-attempt-after-silence.after', 'silence-end.after'],
  ['touch-cadence.every', 'silence-end.after'],
  ['silence-end.shownAhead', 'silence-end.after'],
  ['silence-end.after', 'lifetime.longest'],
  ['lifetime.shownAhead', 'lifetime.longest'],
]

type Placed = ClauseDocument & { at: string; number: string }

/** Terms that contradict: one that can never be reached because what must come after it comes before (A11). */
export function termFaults({ pipelines, sections }: Pick<RegulationDocument, 'pipelines' | 'sections'>): DocumentFault[] {
  const clauses = new Map<string, Placed>()
  sections.forEach((section, i) =>
    section.clauses.forEach((clause, j) => {
      if (clause.mode !== 'off') clauses.set(clause.kind, { ...clause, at: `/sections/${i}/clauses/${j}`, number: `${i + 1}.${j + 1}` })
    }),
  )
  const termAt = (name: string) => {
    const [kind, param] = name.split('.') as [string, string]
    const clause = clauses.get(kind)
    const term = clause?.params[param]
    return clause && isTerm(term) ? { term, path: `${clause.at}/params/${param}`, number: clause.number } : null
  }
  return [
    ...nothingTerms({ pipelines, sections }),
    ...inTurn.flatMap(([earlier, later]): DocumentFault[] => {
      const [one, other] = [termAt(earlier), termAt(later)]
      if (!one || !other || !isLonger(one.term, other.term)) return []
      return [{ path: one.path, ...tooLong(one.term, other.term, other.number) }]
    }),
    ...neverEnough(clauses.get('attempts-before-closing'), termAt('silence-end.after')),
    ...pipelines.flatMap(({ stages }, p) =>
      stages.flatMap(({ stay, tasks }, s) =>
        tasks.flatMap(({ term }, i): DocumentFault[] =>
          stay !== null && isLonger(term, stay)
            ? [{ path: `/pipelines/${p}/stages/${s}/tasks/${i}/term`, ...longerThanStay(term, stay) }]
            : [],
        ),
      ),
    ),
  ]
}

/** A term of nothing is over before it begins: whoever wants none turns the clause off. */
function nothingTerms({ pipelines, sections }: Pick<RegulationDocument, 'pipelines' | 'sections'>): DocumentFault[] {
  const isNothing = (value: unknown) => isTerm(value) && parseTerm(value).n === 0
  const inParams = sections.flatMap(({ clauses }, i) =>
    clauses.flatMap(({ params }, j) =>
      Object.entries(params).flatMap(([key, value]) => {
        const path = `/sections/${i}/clauses/${j}/params/${key}`
        if (!Array.isArray(value)) return isNothing(value) ? [path] : []
        return value.flatMap((one, n) => (isNothing(one) ? [`${path}/${n}`] : []))
      }),
    ),
  )
  const inStages = pipelines.flatMap(({ stages }, p) =>
    stages.flatMap(({ stay, tasks }, s) => [
      ...(isNothing(stay) ? [`/pipelines/${p}/stages/${s}/stay`] : []),
      ...tasks.flatMap(({ term }, n) => (isNothing(term) ? [`/pipelines/${p}/stages/${s}/tasks/${n}/term`] : [])),
    ]),
  )
  return [...inParams, ...inStages].map((path) => ({ path, ...ofNothing }))
}

const ofNothing = {
  message: 'a term cannot be zero: give at least 1, or turn the clause off',
  ru: 'Срок не может быть нулевым: напишите хотя бы 1 или выключите пункт.',
}

/** So many tries so far apart that the system has closed the deal before: nobody could ever pass this clause. */
function neverEnough(clause: Placed | undefined, silence: { term: string; number: string } | null): DocumentFault[] {
  const { attemptsMin, apartMinutes } = (clause?.params ?? {}) as { attemptsMin?: number; apartMinutes?: number }
  if (!clause || !silence || typeof attemptsMin !== 'number' || typeof apartMinutes !== 'number') return []
  if ((attemptsMin - 1) * apartMinutes * MINUTE_MS <= boundsOf(silence.term)[1]) return []
  return [
    {
      path: `${clause.at}/params/attemptsMin`,
      message: `nobody could make so many attempts: by clause ${silence.number} the deal is closed before, after ${silence.term}`,
      ru: `Столько попыток не сделать: по пункту ${silence.number} сделка закроется раньше, через ${termRu(silence.term)}.`,
    },
  ]
}

const isTerm = (value: unknown): value is string => {
  try {
    return typeof value === 'string' && parseTerm(value).n >= 0
  } catch {
    return false
  }
}

const termRu = (text: string) => termText(text, 'ru')

const tooLong = (one: string, other: string, number: string) => ({
  message: `${termText(one, 'en')} is longer than ${termText(other, 'en')} of clause ${number}: this term would never be reached`,
  ru: `${termRu(one)} — дольше, чем ${termRu(other)} в пункте ${number}: до этого срока дело не дойдёт.`,
})

const longerThanStay = (term: string, stay: string) => ({
  message: `the term of the task, ${termText(term, 'en')}, is longer than the deal may stay in the stage: ${termText(stay, 'en')}`,
  ru: `Срок дела, ${termRu(term)}, дольше, чем сделка может быть на этапе: ${termRu(stay)}.`,
})
