import type { Regulation } from './compile.ts'
import type { Language, Localised } from './words.ts'

/** How a regulation calls things in one language, without quotes; what it knows no more is called by its key. */
export type Names = {
  pipeline(key: string): string
  /** Also of a stage that was taken away. */
  stage(key: string, pipeline?: string): string
  taskKind(key: string): string
  lossReason(key: string): string
  falseLoss(key: string): string
  criterion(key: string): string
  /** A value of a list field; one that is none of the list as it is. */
  option(field: string, key: string): string
}

type Named = { readonly key: string; readonly name: Localised }

export function namesIn(regulation: Regulation, language: Language): Names {
  const within = (known: ReadonlyMap<string, Named>) => (key: string) => known.get(key)?.name[language] ?? key
  const among = (known: readonly Named[] | undefined, key: string) => known?.find((one) => one.key === key)?.name[language] ?? key
  return {
    pipeline: within(regulation.pipelines),
    stage: (key, pipeline) => regulation.stageName(key, pipeline)?.[language] ?? key,
    taskKind: within(regulation.taskKinds),
    lossReason: within(regulation.lossReasons),
    falseLoss: within(regulation.falseLosses),
    criterion: (key) => among(regulation.document.criteria, key),
    option: (field, key) => among(regulation.fields.get(field)?.options, key),
  }
}
