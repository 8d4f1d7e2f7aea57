import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListUse } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { FateChoice, fateOf } from './Fate.tsx'
import { keyOf } from './listDraft.ts'
import { bothOf, NamePair } from './NamePair.tsx'
import { type asksOf, isSystemReason, type LossReason } from './lossReason.ts'
import styles from './Lists.module.css'

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
  const [name, setName] = useState(reason?.name ?? { ru: '', en: '' })
  const [kind, setKind] = useState<LossReason['kind']>(reason?.kind ?? 'client-refused')
  const [asked, setAsked] = useState(askedBy(reason ?? { key: '' }))
  const [letter, setLetter] = useState(reason?.letter ?? true)
  const [review, setReview] = useState<LossReason['review']>(reason?.review ?? 'task')
  const [fate, setFate] = useState(fateOf(reason ?? {}))
  const [tried, setTried] = useState(false)
  const isFixed = reason !== undefined && (reason.kind === 'client-silent' || reason.kind === 'adopted')
  const noName = name.ru.trim() === '' && name.en.trim() === '' ? t('choices.needName') : undefined
  const noAim = fate.way === 'replaced' && fate.by === null ? t('choices.needAim') : undefined
  const others = all.filter(
    (other) => other.key !== reason?.key && !other.retired && other.kind !== 'adopted' && ['nothing', asked].includes(askedBy(other)),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (noName || noAim) return
    if (fate.way === 'removed') return onDone(null)
    const { retired: _retired, replacedBy: _by, asks: _asks, ...rest } = reason ?? { key: '' }
    onDone({
      ...rest,
      key: reason?.key ?? keyOf(bothOf(name), all),
      name: bothOf(name),
      kind,
      ...((reason?.asks !== undefined || asked !== askedBy({ key: reason?.key ?? '' })) && { asks: asked }),
      letter,
      review,
      ...(fate.way !== 'offered' && { retired: true }),
      ...(fate.way === 'replaced' && fate.by !== null && { replacedBy: fate.by }),
    })
  }
  const deals = use?.deals ?? 0
  const usedBefore = (use?.deals ?? 0) + (use?.earlier ?? 0) > 0
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NamePair name={name} onChange={setName} error={tried ? noName : undefined} />
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
          fate={fate}
          onChange={setFate}
          others={others.map((other) => ({ key: other.key, name: other.name[locale()] }))}
          uses={t('choices.deals', { count: deals })}
          whyNotRemoved={
            usedBefore ? t('choices.loss.usedText', { deals: t('choices.deals', { count: deals + use!.earlier }) }) : undefined
          }
          locked={isSystemReason(reason) ? t('choices.loss.system') : undefined}
          error={tried ? noAim : undefined}
        />
      )}
      <footer className="row">
        <Button kind="go" type="submit">
          {t(reason ? 'choices.intoDraft' : 'choices.addIntoDraft')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
