import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { fateOf } from './Fate.tsx'
import { keyOf, type Listed } from './listDraft.ts'
import { bothOf, NamePair } from './NamePair.tsx'
import styles from './Lists.module.css'

/** What any thing of a list of the draft has: its name in both languages and what becomes of it. */
export function useDraftItem(item: Listed | undefined, all: readonly Listed[]) {
  const { t } = useTranslation()
  const [name, setName] = useState(item?.name ?? { ru: '', en: '' })
  const [fate, setFate] = useState(fateOf(item ?? {}))
  const [tried, setTried] = useState(false)
  const noName = name.ru.trim() === '' && name.en.trim() === '' ? t('choices.needName') : undefined
  const noAim = fate.way === 'replaced' && fate.by === null ? t('choices.needAim') : undefined
  return {
    isNew: item === undefined,
    name,
    setName,
    fate,
    setFate,
    nameError: tried ? noName : undefined,
    aimError: tried ? noAim : undefined,
    /** The thing as it is now; null for one to be removed, and undefined where something is missing, which is shown from now on. */
    read: (): Listed | null | undefined => {
      setTried(true)
      if (noName || noAim) return undefined
      if (fate.way === 'removed') return null
      return {
        key: item?.key ?? keyOf(bothOf(name), all),
        name: bothOf(name),
        ...(fate.way !== 'offered' && { retired: true }),
        ...(fate.way === 'replaced' && fate.by !== null && { replacedBy: fate.by }),
      }
    },
  }
}

/** Its form: the name, then what it has besides. `onDone` gets null for one to be removed. */
export function DraftItemForm({
  draft,
  onDone,
  onCancel,
  children,
}: {
  draft: ReturnType<typeof useDraftItem>
  onDone: (item: Listed | null) => void
  onCancel: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const item = draft.read()
    if (item !== undefined) onDone(item)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NamePair name={draft.name} onChange={draft.setName} error={draft.nameError} />
      {children}
      <FormFoot onCancel={onCancel}>{t(draft.isNew ? 'choices.addIntoDraft' : 'choices.intoDraft')}</FormFoot>
    </form>
  )
}
