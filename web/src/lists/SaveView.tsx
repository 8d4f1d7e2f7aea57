import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../api/faults.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Check, TextField } from '../ui/inputs.tsx'
import styles from './Lists.module.css'

/** Keeps what is on the screen under a name of one's own; shared with everybody if that is wanted. */
export function SaveView({
  opened,
  hollow,
  onClose,
  onSave,
}: {
  opened: boolean
  /** Nothing is narrowed: the view would show everything. */
  hollow: boolean
  onClose: () => void
  onSave: (name: string, shared: boolean) => Promise<void>
}) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useMutation({ mutationFn: () => onSave(name.trim(), shared), onSuccess: () => setName('') })
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('lists.views.saveTitle')}
      sub={hollow ? t('lists.views.hollow') : t('lists.views.saveHint')}
      width={372}
      footer={
        <>
          <Button
            kind="go"
            type="submit"
            form="save-view"
            busy={save.isPending}
            why={name.trim() === '' ? t('lists.views.needName') : undefined}
          >
            {t('lists.views.submit')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="save-view"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') save.mutate()
        }}
      >
        <TextField
          label={t('lists.views.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          autoFocus
          error={save.error ? faultText(save.error, t) : undefined}
        />
        <Check checked={shared} onChange={setShared}>
          {t('lists.views.shareNow')}
        </Check>
      </form>
    </Dialog>
  )
}
