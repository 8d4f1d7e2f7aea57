import type { ClauseDocument, RegulationDocument } from '../document.ts'
import type { Language } from '../words.ts'
import { byKey, type Comparison, type Difference, keysOfBoth, same, type Side } from './difference.ts'
import { rolesOf, type Words } from './words.ts'

const clausesOf = ({ sections }: RegulationDocument) => byKey(sections.flatMap(({ clauses }) => clauses))

/** Clause by clause: one that is new or gone by its sentence, else each thing about it that differs. */
export function clauseDifferences({ was, willBe, language, w }: Comparison): Difference[] {
  const [earlier, later] = [clausesOf(was.document), clausesOf(willBe.document)]
  const sentence = ({ book, say }: Side, key: string) => {
    const { kind, params } = book.clause(key)!
    return kind.words[language].sentence(params, say)
  }
  return keysOfBoth(later, earlier).flatMap((key): Difference[] => {
    const [a, b] = [earlier.get(key), later.get(key)]
    const known = (willBe.book.clause(key) ?? was.book.clause(key))!
    const about = { clause: key, number: known.number, title: known.kind.words[language].title }
    if (!a || !b) {
      const told = { before: a ? sentence(was, key) : null, after: b ? sentence(willBe, key) : null }
      return [{ ...about, what: 'clause', ...told, was: a ?? null, willBe: b ?? null }]
    }
    const differ = (
      what: Difference['what'],
      of: (clause: ClauseDocument) => unknown,
      told: (side: Side, clause: ClauseDocument) => string,
    ) =>
      same(of(a), of(b))
        ? []
        : [{ ...about, what, before: told(was, a), after: told(willBe, b), was: of(a) ?? null, willBe: of(b) ?? null }]
    return [
      ...differ(
        'mode',
        ({ mode }) => mode,
        (_side, { mode }) => w.modes[mode],
      ),
      ...differ(
        'params',
        ({ params }) => params,
        (side) => sentence(side, key),
      ),
      ...differ(
        'steps',
        ({ steps }) => steps,
        (_side, { steps = [] }) => w.steps(steps.map(({ mode, at }) => w.step(w.modes[mode], dayOf(at, language))).join(', ')),
      ),
      ...differ(
        'scope',
        ({ scope }) => scope,
        (side, { scope }) => tellScope(scope, side, w),
      ),
    ]
  })
}

const dayOf = (at: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(at))

/** Where a clause applies, by the names of the regulation; a stage is called as it is in the one pipeline that is meant. */
function tellScope({ pipelines = [], stages = [], roles = [] }: ClauseDocument['scope'] = {}, { sayIn }: Side, w: Words): string {
  const say = sayIn(pipelines.length === 1 ? pipelines[0]! : '')
  const parts = [
    pipelines.length === 0 ? '' : w.inPipelines(pipelines.map(say.pipeline).join(', '), pipelines.length),
    stages.length === 0 ? '' : w.atStages(stages.map(say.stage).join(', '), stages.length),
    roles.length === 0 ? '' : w.forRoles(rolesOf(roles, w), roles.length),
  ].filter((part) => part !== '')
  return parts.length === 0 ? w.everywhere : parts.join('; ')
}
