import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { RepeatedBreach } from '@reglament/contract'
import { faultAt, faultText } from '../../api/faults.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Dialogs.module.css'

/** A clause broken again and again is talked over with its member, and what was agreed is written down (J7). */
export function TalkOverDialog({ talk, opened, onClose }: { talk: RepeatedBreach; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [result, setResult] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => server.talkOver(talk.id, result.trim()),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['my-day'] })
      toast({ kind: 'done', title: t('day.talkOver.done') })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('day.talkOver.title')}
      sub={t('day.repeatedTitle', { name: talk.member.name, clause: talk.title })}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextArea
          label={t('day.talkOver.result')}
          placeholder={t('day.talkOver.placeholder')}
          value={result}
          onChange={setResult}
          error={faultAt(error, '/result')}
          maxLength={2000}
          autoFocus
        />
        {error && !faultAt(error, '/result') && (
          <p className="is-broken sm" role="alert">
            {faultText(error, t)}
          </p>
        )}
        <FormFoot busy={isPending} onCancel={onClose}>
          {t('day.talkOver.submit')}
        </FormFoot>
      </form>
    </Dialog>
  )
}
