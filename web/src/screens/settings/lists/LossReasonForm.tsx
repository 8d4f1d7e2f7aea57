import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListUse } from '@reglament/contract'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { DraftItemForm, useDraftItem } from './DraftItem.tsx'
import { FateChoice } from './Fate.tsx'
import type { Listed } from './listDraft.ts'
import { type asksOf, isSystemReason, type LossReason } from './lossReason.ts'

const kinds = ['client-refused', 'not-a-deal', 'by-rules'] as const
const asks = ['nothing', 'date', 'deal'] as const
const reviews = ['task', 'sample', 'none'] as const

/** One reason of loss: its name, what the closing will ask for, and whether it is offered. `onDone` gets null for one to be removed. */
export function LossReasonForm({
  reason,
  all,
  use,
  askedBy,
  onDone,
  onCancel,
}: {
  reason: LossReason | undefined
  all: readonly LossReason[]
  use: ListUse | undefined
  askedBy: ReturnType<typeof asksOf>
  onDone: (reason: LossReason | null) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const draft = useDraftItem(reason, all)
  const [kind, setKind] = useState<LossReason['kind']>(reason?.kind ?? 'client-refused')
  const [asked, setAsked] = useState(askedBy(reason ?? { key: '' }))
  const [letter, setLetter] = useState(reason?.letter ?? true)
  const [review, setReview] = useState<LossReason['review']>(reason?.review ?? 'task')
  const isFixed = reason !== undefined && (reason.kind === 'client-silent' || reason.kind === 'adopted')
  const others = all.filter(
    (other) => other.key !== reason?.key && !other.retired && other.kind !== 'adopted' && ['nothing', asked].includes(askedBy(other)),
  )
  const done = (item: Listed | null) =>
    onDone(
      item && {
        ...item,
        kind,
        ...((reason?.asks !== undefined || asked !== askedBy({ key: reason?.key ?? '' })) && { asks: asked }),
        letter,
        review,
      },
    )
  const deals = use?.deals ?? 0
  const usedBefore = (use?.deals ?? 0) + (use?.earlier ?? 0) > 0
  return (
    <DraftItemForm draft={draft} onDone={done} onCancel={onCancel}>
      {isFixed ? (
        <p className="muted sm">{t(`choices.loss.kindText.${kind}`)}</p>
      ) : (
        <>
          <SelectField
            label={t('choices.loss.kind')}
            hint={t(`choices.loss.kindText.${kind}`)}
            options={kinds.map((key) => ({ key, name: t(`losing.close.kind.${key}`) }))}
            value={kind}
            onChange={(key) => key !== null && setKind(key as LossReason['kind'])}
          />
          <SelectField
            label={t('choices.loss.asks')}
            options={asks.map((key) => ({ key, name: t(`choices.loss.ask.${key}`) }))}
            value={asked}
            onChange={(key) => key !== null && setAsked(key as typeof asked)}
          />
        </>
      )}
      <SelectField
        label={t('choices.loss.review')}
        options={reviews.map((key) => ({ key, name: t(`choices.loss.reviews.${key}`) }))}
        value={review}
        onChange={(key) => key !== null && setReview(key as LossReason['review'])}
      />
      <Check checked={letter} onChange={setLetter}>
        {t('choices.loss.letter')}
      </Check>
      {reason && (
        <FateChoice
          fate={draft.fate}
          onChange={draft.setFate}
          others={others.map((other) => ({ key: other.key, name: other.name[locale()] }))}
          uses={t('choices.deals', { count: deals })}
          whyNotRemoved={
            usedBefore ? t('choices.loss.usedText', { deals: t('choices.deals', { count: deals + use!.earlier }) }) : undefined
          }
          locked={isSystemReason(reason) ? t('choices.loss.system') : undefined}
          error={draft.aimError}
        />
      )}
    </DraftItemForm>
  )
}
