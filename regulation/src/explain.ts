import type { Clause, Regulation } from './compile.ts'
import { foundation, foundationWords } from './foundation.ts'
import { inputsOf } from './params.ts'
import { sentenceParts } from './sentence.ts'
import { type People, speechOf, type Speech } from './speech.ts'
import type { Finding } from './verdict.ts'
import type { Language } from './words.ts'

const speeches = new WeakMap<Regulation, Map<string, Speech>>()

/** The speech of a regulation, made once for each language; where stages of two pipelines share a key, the pipeline tells which is meant. */
export function speech(regulation: Regulation, language: Language, pipeline = ''): Speech {
  const known = speeches.get(regulation) ?? new Map<string, Speech>()
  speeches.set(regulation, known)
  const key = `${language} ${pipeline}`
  const found = known.get(key) ?? speechOf(regulation, language, pipeline)
  known.set(key, found)
  return found
}

/** A finding as a sentence in the language of the reader (A3). */
export function explainFinding(regulation: Regulation, { clause, kind, lacks }: Finding, language: Language, pipeline?: string): string {
  if (kind === foundation) return foundationWords[language][lacks.what as keyof typeof foundationWords.ru]
  const words = regulation.clause(clause)?.kind.words[language]
  return words?.refusal?.(lacks, speech(regulation, language, pipeline)) ?? words?.title ?? clause
}

/** What a clause demands stage by stage, for every pipeline where it demands anything. */
const readStages = ({ document }: Regulation, { kind, scope }: Clause, language: Language, say: Speech) => {
  const { atStage } = kind.words[language]
  if (!atStage) return []
  return document.pipelines
    .filter(({ key }) => scope.pipelines?.has(key) !== false)
    .map((pipeline) => ({
      pipeline: pipeline.key,
      name: pipeline.name[language],
      stages: pipeline.stages
        .filter(({ key }) => scope.stages?.has(key) !== false)
        .flatMap((stage) => {
          const text = atStage(stage, say)
          return text === null ? [] : [{ stage: stage.key, name: stage.name[language], text }]
        }),
    }))
    .filter(({ stages }) => stages.length > 0)
}

/** The clauses as a document to read: number, title, sentence with its parameters, what it demands at each stage, lesson (A1, K1). `people` are the names of those whom it names. */
export function readClauses(regulation: Regulation, language: Language, people?: People) {
  const say = people ? speechOf(regulation, language, '', people) : speech(regulation, language)
  const steps = new Map(regulation.document.sections.flatMap(({ clauses }) => clauses.map((clause) => [clause.key, clause.steps ?? []])))
  return regulation.clauses.map((clause) => {
    const { key, number, section, mode, params, kind, scope, waits } = clause
    const inputs = inputsOf(kind, params, language)
    return {
      key,
      kind: kind.kind,
      number,
      section: section[language],
      mode,
      waits,
      params,
      inputs,
      ids: [...kind.ids],
      title: kind.words[language].title,
      sentence: kind.words[language].sentence(params, say),
      parts: sentenceParts(clause, inputs, language, say),
      atStages: readStages(regulation, clause, language, say),
      lesson: kind.words[language].lesson,
      faces: { guard: Boolean(kind.guard), watch: Boolean(kind.watch), consequence: Boolean(kind.consequence) },
      scope: {
        pipelines: [...(scope.pipelines ?? [])].map((one) => regulation.pipelines.get(one)?.name[language] ?? one),
        stages: [...(scope.stages ?? [])].map((one) => regulation.stageName(one)?.[language] ?? one),
        roles: [...(scope.roles ?? [])],
      },
      steps: steps.get(key) ?? [],
    }
  })
}
