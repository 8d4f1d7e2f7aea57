import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import type { DraftInHand, Edit } from './useWorkingDraft.ts'
import styles from './Stages.module.css'

/** A form that changes the draft at once: its fields, what the server said against it, and the presses below. */
export function DraftForm({
  hand: { save, draft },
  change,
  why,
  more,
  onDone,
  onClose,
  children,
}: {
  hand: DraftInHand
  change: Edit
  /** Why it can't go into the draft yet. */
  why: string | undefined
  /** Other presses beside the two. */
  more?: ReactNode
  onDone?: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const [seen] = useState(draft)
  const onSuccess = () => {
    onDone?.()
    onClose()
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!why && !save.isPending) save.mutate({ seen, edit: change }, { onSuccess })
      }}
    >
      {children}
      {save.error && (
        <p className="is-broken" role="alert">
          {faultText(save.error, t)}
        </p>
      )}
      <FormFoot why={why} busy={save.isPending} onCancel={onClose} more={more}>
        {t('stages.intoDraft')}
      </FormFoot>
    </form>
  )
}
