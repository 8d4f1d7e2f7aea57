import type { PipelineDocument, StageDocument } from '../document.ts'
import { successorOf } from '../formerStages.ts'
import type { Speech } from '../speech.ts'
import type { Language } from '../words.ts'
import { byKey, type Comparison, type Difference, keysOfBoth, ofNoClause, same } from './difference.ts'
import { rolesOf, words } from './words.ts'

/** Stage by stage of one pipeline; of a stage that stays only what differs is told, and of one that goes where its deals go. */
export function stageDifferences(
  { stages: before, key }: PipelineDocument,
  { stages: after, name }: PipelineDocument,
  { was, willBe, language, w }: Comparison,
): Difference[] {
  const [earlier, later] = [byKey(before), byKey(after)]
  const facts = (stage: StageDocument | undefined, say: Speech) => stage && stageFacts(stage, say, language)
  return keysOfBoth(later, earlier).flatMap((stageKey): Difference[] => {
    const [a, b] = [earlier.get(stageKey), later.get(stageKey)]
    if (same(a, b)) return []
    const [old, current] = [facts(a, was.sayIn(key)), facts(b, willBe.sayIn(key))]
    const to = b ? null : successorOf(willBe.document, key, stageKey)
    const goesTo = to === null ? null : w.goesTo(w.quote(later.get(to)!.name[language]))
    const told = { before: onlyNew(old, current), after: onlyNew(current, old) ?? goesTo }
    return [
      {
        ...ofNoClause,
        what: 'stage',
        title: w.stage((b ?? a)!.name[language], name[language]),
        ...told,
        was: a ?? null,
        willBe: b ?? null,
      },
    ]
  })
}

/** What is said here and not there; a stage that stands alone is told whole. */
const onlyNew = (here?: readonly string[], there?: readonly string[]) =>
  here?.filter((fact, i) => fact !== '' && fact !== there?.[i]).join('; ') ?? null

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
    worksIt.length === 0 ? '' : w.works(rolesOf(worksIt, w)),
  ]
}
