import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListUse } from '@reglament/contract'
import { taskKindsQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { Check } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import { FateChoice, fateOf } from './Fate.tsx'
import { keyOf } from './listDraft.ts'
import { bothOf, NamePair } from './NamePair.tsx'
import type { TaskKind } from './TaskKinds.tsx'
import styles from './Lists.module.css'

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
  const [name, setName] = useState(kind?.name ?? { ru: '', en: '' })
  const [short, setShort] = useState(kind?.short ?? { ru: '', en: '' })
  const [byHand, setByHand] = useState(kind?.byHand ?? true)
  const [fate, setFate] = useState(fateOf(kind ?? {}))
  const [tried, setTried] = useState(false)
  const { data: known } = useQuery(taskKindsQuery)
  const isOwn = known?.find(({ key }) => key === kind?.key)?.own ?? true
  const noName = name.ru.trim() === '' && name.en.trim() === '' ? t('choices.needName') : undefined
  const noAim = fate.way === 'replaced' && fate.by === null ? t('choices.needAim') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (noName || noAim) return
    if (fate.way === 'removed') return onDone(null)
    const hasShort = short.ru.trim() !== '' || short.en.trim() !== ''
    onDone({
      key: kind?.key ?? keyOf(bothOf(name), all),
      name: bothOf(name),
      ...(hasShort && { short: bothOf(short) }),
      byHand,
      ...(fate.way !== 'offered' && { retired: true }),
      ...(fate.way === 'replaced' && fate.by !== null && { replacedBy: fate.by }),
    })
  }
  const usedAtAll = (use?.deals ?? 0) + (use?.earlier ?? 0) > 0
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NamePair name={name} onChange={setName} error={tried ? noName : undefined} />
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
          fate={fate}
          onChange={setFate}
          others={all
            .filter((other) => other.key !== kind.key && !other.retired)
            .map((other) => ({ key: other.key, name: other.name[locale()] }))}
          what="kind"
          uses={t('choices.kind.open', { count: use?.deals ?? 0 })}
          whyNotRemoved={usedAtAll ? t('choices.kind.usedText') : undefined}
          locked={!isOwn ? t('choices.kind.system') : isOfStage ? t('choices.kind.ofStage') : undefined}
          error={tried ? noAim : undefined}
        />
      )}
      <footer className="row">
        <Button kind="go" type="submit">
          {t(kind ? 'choices.intoDraft' : 'choices.addIntoDraft')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
