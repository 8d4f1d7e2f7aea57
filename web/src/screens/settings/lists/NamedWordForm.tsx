import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { FateChoice, fateOf } from './Fate.tsx'
import { keyOf } from './listDraft.ts'
import { bothOf, NamePair } from './NamePair.tsx'
import type { NamedList, NamedWord } from './NamedWords.tsx'
import styles from './Lists.module.css'

/** A criterion or a kind of false loss: its name, and whether it is offered. `onDone` gets null for one to be removed. */
export function NamedWordForm({
  word,
  all,
  used,
  isUsed,
  what,
  onDone,
  onCancel,
}: {
  word: NamedWord | undefined
  all: readonly NamedWord[]
  used: string | undefined
  isUsed: boolean
  what: NamedList
  onDone: (word: NamedWord | null) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const [name, setName] = useState(word?.name ?? { ru: '', en: '' })
  const [fate, setFate] = useState(fateOf(word ?? {}))
  const [tried, setTried] = useState(false)
  const noName = name.ru.trim() === '' && name.en.trim() === '' ? t('choices.needName') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (noName) return
    if (fate.way === 'removed') return onDone(null)
    onDone({
      key: word?.key ?? keyOf(bothOf(name), all),
      name: bothOf(name),
      ...(fate.way === 'retired' && { retired: true }),
    })
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NamePair name={name} onChange={setName} error={tried ? noName : undefined} />
      {word && (
        <FateChoice
          fate={fate}
          onChange={setFate}
          others={[]}
          what="word"
          uses={used ?? ''}
          whyNotRemoved={isUsed ? t(`choices.${what}.usedText`, { uses: used ?? '' }) : undefined}
        />
      )}
      <footer className="row">
        <Button kind="go" type="submit">
          {t(word ? 'choices.intoDraft' : 'choices.addIntoDraft')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
