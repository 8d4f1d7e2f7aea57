import { successorOf } from './formerStages.ts'
import { compileRegulation, type Regulation } from './compile.ts'
import type { ClauseDocument, RegulationDocument, StageDocument } from './document.ts'
import { speech } from './explain.ts'
import { type People, speechOf, type Speech } from './speech.ts'
import { askedBy, falseLossesOf } from './losing.ts'
import type { Language, Localised } from './words.ts'

/** What two regulations differ in, to be read: `before` is null for what is new, `after` for what is gone (A5). */
export type Difference = {
  /** The clause that differs; null for stages, fields and lists. */
  readonly clause: string | null
  readonly number: string | null
  readonly what:
    | 'clause'
    | 'mode'
    | 'params'
    | 'steps'
    | 'scope'
    | 'stage'
    | 'pipeline'
    | 'field'
    | 'task-kind'
    | 'loss-reason'
    | 'criterion'
    | 'false-loss'
  readonly title: string
  readonly before: string | null
  readonly after: string | null
  /** The values themselves, for programs. */
  readonly was: unknown
  readonly willBe: unknown
}

const words = {
  ru: {
    modes: { off: 'выключен', observe: 'считает', warn: 'спрашивает', enforce: 'запрещает' },
    steps: (list: string) => (list === '' ? 'без ступеней' : `ступенями: ${list}`),
    step: (mode: string, day: string) => `с ${day} — ${mode}`,
    everywhere: 'везде',
    kinds: { open: 'открытый', won: 'выигрыш', lost: 'отказ' },
    required: (fields: string, count: number) => `${count === 1 ? 'обязательно поле' : 'обязательны поля'} ${fields}`,
    noRequired: 'обязательных полей нет',
    forward: (stages: string) => `дальше ${stages}`,
    tasks: (tasks: string) => `дела: ${tasks}`,
    task: (kind: string, term: string) => `${kind} за ${term}`,
    stay: (term: string) => `не дольше, чем ${term}`,
    noStay: 'без предельного срока',
    optional: 'можно миновать',
    works: (roles: string) => `ведёт: ${roles}`,
    roles: { manager: 'менеджер', trainee: 'стажёр', head: 'руководитель', 'account-manager': 'аккаунт-менеджер', system: 'регламент' },
    letter: 'с письмом клиенту',
    noLetter: 'без письма',
    reviews: { none: 'без проверки', sample: 'проверка по выборке', task: 'проверка руководителем' },
    lossKinds: {
      'not-a-deal': 'не сделка',
      'client-refused': 'клиент отказался',
      'client-silent': 'клиент молчит',
      'by-rules': 'решили мы',
      adopted: 'перенос',
    },
    asks: { nothing: '', date: 'спрашивает дату', deal: 'спрашивает другую сделку' },
    retired: 'убрано из выбора',
    replaced: (name: string) => `убрано из выбора, вместо неё везде станет «${name}»`,
    ofLossReasons: 'Порядок причин отказа',
    ofTaskKinds: 'Порядок видов дел',
    shortly: (name: string) => `коротко «${name}»`,
    byHand: 'ставят вручную',
    bySystem: 'ставит регламент',
    quote: (name: string) => `«${name}»`,
    stage: (name: string, pipeline: string) => `Этап «${name}», воронка «${pipeline}»`,
    pipeline: (name: string) => `Воронка «${name}»`,
    field: (name: string) => `Поле «${name}»`,
    taskKind: (name: string) => `Вид дел «${name}»`,
    lossReason: (name: string) => `Причина отказа «${name}»`,
    criterion: (name: string) => `Критерий «${name}»`,
    falseLoss: (name: string) => `Вид ложного отказа «${name}»`,
    ofCriteria: 'Порядок критериев',
    ofFalseLosses: 'Порядок видов ложного отказа',
    order: (names: string) => `порядок этапов: ${names}`,
    goesTo: (stage: string) => `этапа больше нет, его сделки переходят на ${stage}`,
    archived: 'в архиве: новых сделок нет, начатые доводят до конца',
    taking: 'принимает новые сделки',
  },
  en: {
    modes: { off: 'off', observe: 'counts', warn: 'asks', enforce: 'refuses' },
    steps: (list: string) => (list === '' ? 'without steps' : `in steps: ${list}`),
    step: (mode: string, day: string) => `${mode} from ${day}`,
    everywhere: 'everywhere',
    kinds: { open: 'open', won: 'won', lost: 'lost' },
    required: (fields: string) => `requires ${fields}`,
    noRequired: 'requires no fields',
    forward: (stages: string) => `then ${stages}`,
    tasks: (tasks: string) => `tasks: ${tasks}`,
    task: (kind: string, term: string) => `${kind} in ${term}`,
    stay: (term: string) => `at most ${term}`,
    noStay: 'without a longest stay',
    optional: 'may be passed over',
    works: (roles: string) => `worked by: ${roles}`,
    roles: { manager: 'manager', trainee: 'trainee', head: 'head', 'account-manager': 'account manager', system: 'the regulation' },
    letter: 'with a letter to the client',
    noLetter: 'without a letter',
    reviews: { none: 'not reviewed', sample: 'reviewed by sample', task: 'reviewed by the head' },
    lossKinds: {
      'not-a-deal': 'no deal',
      'client-refused': 'the client refused',
      'client-silent': 'the client is silent',
      'by-rules': 'our decision',
      adopted: 'import',
    },
    asks: { nothing: '', date: 'asks for a date', deal: 'asks for the other deal' },
    retired: 'offered no more',
    replaced: (name: string) => `offered no more, replaced everywhere by “${name}”`,
    ofLossReasons: 'Order of the reasons of loss',
    ofTaskKinds: 'Order of the kinds of tasks',
    shortly: (name: string) => `in short “${name}”`,
    byHand: 'set by people',
    bySystem: 'set by the regulation',
    quote: (name: string) => `“${name}”`,
    stage: (name: string, pipeline: string) => `Stage “${name}” of “${pipeline}”`,
    pipeline: (name: string) => `Pipeline “${name}”`,
    field: (name: string) => `Field “${name}”`,
    taskKind: (name: string) => `Kind of tasks “${name}”`,
    lossReason: (name: string) => `Reason of loss “${name}”`,
    criterion: (name: string) => `Criterion “${name}”`,
    falseLoss: (name: string) => `Kind of false loss “${name}”`,
    ofCriteria: 'Order of the criteria',
    ofFalseLosses: 'Order of the kinds of false loss',
    order: (names: string) => `order of stages: ${names}`,
    goesTo: (stage: string) => `the stage is no more, its deals go to ${stage}`,
    archived: 'archived: no new deals, those begun go on to their end',
    taking: 'takes new deals',
  },
} as const

type Words = (typeof words)[Language]
type Keyed = { readonly key: string }
/** One side of a comparison: the document and how it speaks. */
type Side = { document: RegulationDocument; book: Regulation; say: Speech }

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const byKey = <T extends Keyed>(items: readonly T[]) => new Map(items.map((item) => [item.key, item]))

/**
 * What a regulation differs in from an earlier one, clause by clause and then stages, fields and lists, in sentences (A5); `people` are the names of those whom it names. Pure.
 * @throws UnreadableRegulation when either can't be read
 */
export function differencesBetween(
  before: RegulationDocument,
  after: RegulationDocument,
  language: Language,
  people?: People,
): Difference[] {
  const side = (document: RegulationDocument): Side => {
    const book = compileRegulation(document, 0)
    return { document, book, say: people ? speechOf(book, language, '', people) : speech(book, language) }
  }
  const [was, willBe] = [side(before), side(after)]
  const { taskKind, lossReason, criterion, falseLoss, field } = words[language]
  const list = <T extends Keyed & { name: Localised }>(
    what: Difference['what'],
    of: (document: RegulationDocument) => readonly T[],
    title: (name: string) => string,
    tell: (item: T, say: Speech, document: RegulationDocument) => string,
  ) => listDifferences(what, { was, willBe, of, title, tell }, language)
  const w = words[language]
  return [
    ...clauseDifferences(was, willBe, language),
    ...pipelineDifferences(was, willBe, language),
    ...list(
      'field',
      (document) => document.fields,
      field,
      ({ name, options }) => tellOptions(name[language], options, language),
    ),
    ...list(
      'task-kind',
      ({ taskKinds }) => taskKinds,
      taskKind,
      ({ name, short, byHand, ...kept }, { taskKind: nameOf }) =>
        told([
          w.quote(name[language]),
          short ? w.shortly(short[language]) : '',
          byHand ? w.byHand : w.bySystem,
          retirementOf(kept, nameOf, language),
        ]),
    ),
    ...orderDifference('task-kind', [before.taskKinds, after.taskKinds], w.ofTaskKinds, language),
    ...list(
      'loss-reason',
      ({ lossReasons }) => lossReasons,
      lossReason,
      (reason, _say, { lossReasons }) =>
        told([
          w.quote(reason.name[language]),
          w.lossKinds[reason.kind],
          w.asks[askedBy(reason)],
          reason.letter ? w.letter : w.noLetter,
          w.reviews[reason.review],
          retirementOf(reason, (key) => lossReasons.find((other) => other.key === key)?.name[language] ?? key, language),
        ]),
    ),
    ...orderDifference('loss-reason', [before.lossReasons, after.lossReasons], w.ofLossReasons, language),
    ...list(
      'criterion',
      ({ criteria }) => criteria,
      criterion,
      ({ name, retired = false }) => told([w.quote(name[language]), retired ? w.retired : '']),
    ),
    ...orderDifference('criterion', [before.criteria, after.criteria], w.ofCriteria, language),
    ...list('false-loss', falseLossesOf, falseLoss, ({ name, retired = false }) =>
      told([w.quote(name[language]), retired ? w.retired : '']),
    ),
    ...orderDifference('false-loss', [falseLossesOf(before), falseLossesOf(after)], w.ofFalseLosses, language),
  ]
}

const told = (parts: readonly string[]) => parts.filter((part) => part !== '').join(', ')

const retirementOf = (
  { retired, replacedBy }: { retired?: boolean; replacedBy?: string },
  nameOf: (key: string) => string,
  language: Language,
): string => {
  if (!retired) return ''
  const w = words[language]
  return replacedBy === undefined ? w.retired : w.replaced(nameOf(replacedBy))
}

/** The order in which people find the things of a list, told where those that stay have changed places. */
function orderDifference(
  what: Difference['what'],
  [before, after]: readonly [readonly (Keyed & { name: Localised })[], readonly (Keyed & { name: Localised })[]],
  title: string,
  language: Language,
): Difference[] {
  const kept = (items: typeof before, others: typeof before) => items.filter(({ key }) => others.some((other) => other.key === key))
  const [was, willBe] = [kept(before, after), kept(after, before)]
  const keys = (items: typeof before) => items.map(({ key }) => key)
  if (same(keys(was), keys(willBe))) return []
  const names = (items: typeof before) => items.map(({ name }) => name[language]).join(', ')
  return [{ clause: null, number: null, what, title, before: names(was), after: names(willBe), was: keys(was), willBe: keys(willBe) }]
}

const tellOptions = (name: string, options: readonly { name: Localised }[], language: Language) =>
  [words[language].quote(name), options.map((option) => option.name[language]).join(', ')].filter((part) => part !== '').join(': ')

function listDifferences<T extends Keyed & { name: Localised }>(
  what: Difference['what'],
  {
    was,
    willBe,
    of,
    title,
    tell,
  }: {
    was: Side
    willBe: Side
    of: (document: RegulationDocument) => readonly T[]
    title: (name: string) => string
    tell: (item: T, say: Speech, document: RegulationDocument) => string
  },
  language: Language,
): Difference[] {
  const [earlier, later] = [byKey(of(was.document)), byKey(of(willBe.document))]
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key): Difference[] => {
    const [a, b] = [earlier.get(key), later.get(key)]
    if (same(a, b)) return []
    const told = { before: a ? tell(a, was.say, was.document) : null, after: b ? tell(b, willBe.say, willBe.document) : null }
    return [{ clause: null, number: null, what, title: title((b ?? a)!.name[language]), ...told, was: a ?? null, willBe: b ?? null }]
  })
}

const clausesOf = ({ sections }: RegulationDocument) => byKey(sections.flatMap(({ clauses }) => clauses))

function clauseDifferences(was: Side, willBe: Side, language: Language): Difference[] {
  const w = words[language]
  const [earlier, later] = [clausesOf(was.document), clausesOf(willBe.document)]
  const sentence = ({ book, say }: Side, key: string) => {
    const { kind, params } = book.clause(key)!
    return kind.words[language].sentence(params, say)
  }
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((key): Difference[] => {
    const [a, b] = [earlier.get(key), later.get(key)]
    const known = (willBe.book.clause(key) ?? was.book.clause(key))!
    const about = { clause: key, number: known.number, title: known.kind.words[language].title }
    if (!a || !b)
      return [
        {
          ...about,
          what: 'clause',
          before: a ? sentence(was, key) : null,
          after: b ? sentence(willBe, key) : null,
          was: a ?? null,
          willBe: b ?? null,
        },
      ]
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
        ({ say }, { scope }) => tellScope(scope, say, w),
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

function tellScope(scope: ClauseDocument['scope'], say: Speech, w: Words): string {
  const parts = [...(scope?.pipelines ?? []), ...(scope?.stages ?? []).map((key) => say.stage(key)), ...(scope?.roles ?? [])]
  return parts.length === 0 ? w.everywhere : parts.join(', ')
}

function pipelineDifferences(was: Side, willBe: Side, language: Language): Difference[] {
  const w = words[language]
  const [earlier, later] = [byKey(was.document.pipelines), byKey(willBe.document.pipelines)]
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((key): Difference[] => {
    const [a, b] = [earlier.get(key), later.get(key)]
    if (same(a, b)) return []
    const name = (b ?? a)!.name[language]
    const none = { clause: null, number: null }
    if (!a || !b) {
      const stages = (pipeline?: { stages: readonly StageDocument[] }) =>
        pipeline?.stages.map((stage) => stage.name[language]).join(' → ') ?? null
      return [
        { ...none, what: 'pipeline', title: w.pipeline(name), before: stages(a), after: stages(b), was: a ?? null, willBe: b ?? null },
      ]
    }
    const [before, after] = [byKey(a.stages), byKey(b.stages)]
    const kept = (stages: readonly StageDocument[], others: ReadonlyMap<string, StageDocument>) =>
      stages.filter((stage) => others.has(stage.key))
    const order = (stages: readonly StageDocument[]) => w.order(stages.map((stage) => stage.name[language]).join(' → '))
    return [
      ...(same(a.name, b.name)
        ? []
        : [
            {
              ...none,
              what: 'pipeline' as const,
              title: w.pipeline(name),
              before: w.quote(a.name[language]),
              after: w.quote(b.name[language]),
              was: a.name,
              willBe: b.name,
            },
          ]),
      ...((a.archived ?? false) === (b.archived ?? false)
        ? []
        : [
            {
              ...none,
              what: 'pipeline' as const,
              title: w.pipeline(name),
              before: a.archived ? w.archived : w.taking,
              after: b.archived ? w.archived : w.taking,
              was: a.archived ?? false,
              willBe: b.archived ?? false,
            },
          ]),
      ...(same(
        kept(a.stages, after).map((stage) => stage.key),
        kept(b.stages, before).map((stage) => stage.key),
      )
        ? []
        : [
            {
              ...none,
              what: 'pipeline' as const,
              title: w.pipeline(name),
              before: order(a.stages),
              after: order(b.stages),
              was: null,
              willBe: null,
            },
          ]),
      ...[...new Set([...after.keys(), ...before.keys()])].flatMap((stageKey): Difference[] => {
        const [x, y] = [before.get(stageKey), after.get(stageKey)]
        if (same(x, y)) return []
        const title = w.stage((y ?? x)!.name[language], name)
        const to = y ? null : successorOf(willBe.document, key, stageKey)
        const goesTo = to === null ? null : w.goesTo(w.quote(after.get(to)!.name[language]))
        const whole = tellStages(x, y, { was, willBe }, language)
        const told = { ...whole, after: whole.after ?? goesTo }
        return [{ ...none, what: 'stage', title, ...told, was: x ?? null, willBe: y ?? null }]
      }),
    ]
  })
}

/** A stage beside what it was: only what differs is told; a new or a gone one is told whole. */
function tellStages(
  before: StageDocument | undefined,
  after: StageDocument | undefined,
  { was, willBe }: { was: Side; willBe: Side },
  language: Language,
) {
  const [a, b] = [before && stageFacts(before, was.say, language), after && stageFacts(after, willBe.say, language)]
  const only = (mine?: readonly string[], other?: readonly string[]) =>
    mine
      ? mine
          .filter((fact, i) => !other || fact !== other[i])
          .filter((fact) => fact !== '')
          .join('; ')
      : null
  return { before: only(a, b), after: only(b, a) }
}

/** What there is to say of a stage, always in the same order. */
function stageFacts(
  { name, kind, optional, forward, required, tasks, stay, worksIt }: StageDocument,
  say: Speech,
  language: Language,
): string[] {
  const w = words[language]
  return [
    w.quote(name[language]),
    w.kinds[kind],
    forward.length === 0 ? '' : w.forward(say.stages(forward)),
    required.length === 0 ? w.noRequired : w.required(say.fields(required), required.length),
    tasks.length === 0 ? '' : w.tasks(tasks.map((task) => w.task(say.taskKind(task.kind), say.span(task.term))).join(', ')),
    stay === null ? w.noStay : w.stay(say.term(stay)),
    optional ? w.optional : '',
    worksIt.length === 0 ? '' : w.works(worksIt.map((role) => w.roles[role as keyof typeof w.roles] ?? role).join(', ')),
  ]
}
