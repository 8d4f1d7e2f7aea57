import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListUse } from '@reglament/contract'
import { taskKindsQuery } from '../../../api/queries.ts'
import { Check } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { DraftItemForm, useDraftItem } from './DraftItem.tsx'
import { FateChoice } from './Fate.tsx'
import { bothOf, NamePair } from './NamePair.tsx'
import type { TaskKind } from './TaskKinds.tsx'

/** One kind of tasks: its names, and whether people may set it. `onDone` gets null for one to be removed. */
export function TaskKindForm({
  kind,
  all,
  use,
  isOfStage,
  onDone,
  onCancel,
}: {
  kind: TaskKind | undefined
  all: readonly TaskKind[]
  use: ListUse | undefined
  isOfStage: boolean
  onDone: (kind: TaskKind | null) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const draft = useDraftItem(kind, all)
  const [short, setShort] = useState(kind?.short ?? { ru: '', en: '' })
  const [byHand, setByHand] = useState(kind?.byHand ?? true)
  const { data: known } = useQuery(taskKindsQuery)
  const isOwn = known?.find(({ key }) => key === kind?.key)?.own ?? true
  const hasShort = short.ru.trim() !== '' || short.en.trim() !== ''
  const usedAtAll = (use?.deals ?? 0) + (use?.earlier ?? 0) > 0
  return (
    <DraftItemForm
      draft={draft}
      onDone={(item) => onDone(item && { ...item, ...(hasShort && { short: bothOf(short) }), byHand })}
      onCancel={onCancel}
    >
      <NamePair
        name={short}
        onChange={setShort}
        labels={{ ru: t('choices.kind.shortRu'), en: t('choices.kind.shortEn') }}
        maxLength={60}
        autoFocus={false}
      />
      <p className="muted sm">{t('choices.kind.shortHint')}</p>
      <Check checked={byHand} onChange={setByHand}>
        {t('choices.kind.byHand')}
      </Check>
      {kind && (
        <FateChoice
          fate={draft.fate}
          onChange={draft.setFate}
          others={all
            .filter((other) => other.key !== kind.key && !other.retired)
            .map((other) => ({ key: other.key, name: other.name[locale()] }))}
          what="kind"
          uses={t('choices.kind.open', { count: use?.deals ?? 0 })}
          whyNotRemoved={usedAtAll ? t('choices.kind.usedText') : undefined}
          locked={!isOwn ? t('choices.kind.system') : isOfStage ? t('choices.kind.ofStage') : undefined}
          error={draft.aimError}
        />
      )}
    </DraftItemForm>
  )
}
