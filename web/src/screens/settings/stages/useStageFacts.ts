import { useTranslation } from 'react-i18next'
import { locale } from '../../../words/i18n.ts'
import type { Document, PipelineText, StageText } from './paper.ts'

const units = ['wmin', 'wh', 'wd', 'd', 'w', 'mo', 's', 'min'] as const
type Unit = (typeof units)[number]

/** A term in words: «3 рабочих дня». */
export function useTerm() {
  const { t } = useTranslation()
  return (term: string): string => {
    const [number = '', unit] = term.split(' ')
    return `${number}\u00A0${t(`drafts.units.${unit as Unit}`, { count: Number(number) })}`
  }
}

/** What a stage says, in the order in which people ask: where from here, what it needs, what is done, how long. */
export function useStageFacts(document: Document, { stages }: PipelineText) {
  const { t } = useTranslation()
  const term = useTerm()
  const language = locale()
  const named = (items: readonly { key: string; name: { ru: string; en: string } }[]) =>
    new Map(items.map(({ key, name }) => [key, name[language]]))
  const [ofStage, ofField, ofTask] = [named(stages), named(document.fields), named(document.taskKinds)]
  const list = (keys: readonly string[], names: ReadonlyMap<string, string>) => keys.map((key) => names.get(key) ?? key).join(', ')
  return ({ kind, forward, required, tasks, stay }: StageText) => [
    ...(kind === 'open' ? [{ what: 'forward' as const, says: forward.length > 0 ? list(forward, ofStage) : t('stages.nowhere') }] : []),
    ...(required.length > 0 ? [{ what: 'required' as const, says: list(required, ofField) }] : []),
    ...(tasks.length > 0
      ? [
          {
            what: 'tasks' as const,
            says: tasks
              .map((task) => t('stages.taskWithin', { task: ofTask.get(task.kind) ?? task.kind, term: term(task.term) }))
              .join(', '),
          },
        ]
      : []),
    ...(kind === 'open' ? [{ what: 'stay' as const, says: stay === null ? t('stages.noStay') : term(stay) }] : []),
  ]
}
