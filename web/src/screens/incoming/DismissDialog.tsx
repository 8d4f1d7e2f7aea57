import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incoming, MyDay } from '@reglament/contract'
import { settle } from '../../api/acts.ts'
import { faultOf } from '../../api/faults.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from '../day/Dialogs.module.css'

/** Takes an item out of the queue and off the day at once; answers how to put it back. */
function takeOut(id: string): () => void {
  const before = [...queryClient.getQueriesData({ queryKey: ['incoming'] }), ...queryClient.getQueriesData({ queryKey: ['my-day'] })]
  const without = (items: Incoming['items']) => items.filter((item) => item.id !== id)
  for (const [key, data] of before) {
    if (typeof data !== 'object' || data === null) continue
    if ('counts' in data) {
      const queue = data as Incoming
      queryClient.setQueryData(key, { ...queue, items: without(queue.items) })
    } else if ('incoming' in data) {
      const day = data as MyDay
      queryClient.setQueryData(key, { ...day, incoming: without(day.incoming) })
    }
  }
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data)
  }
}

/** Something of the client's needs no answer, and why (D7). */
export function DismissDialog({ id, title, opened, onClose }: { id: string; title: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { mutate } = useMutation({
    mutationFn: () => server.dismissIncoming(id, reason.trim()),
    onMutate: () => {
      onClose()
      return { takeBack: takeOut(id) }
    },
    onSuccess: (answer) => {
      settle(answer)
      toast({ kind: 'done', title: t('incoming.dismissed_'), text: title })
    },
    onError: (error, _given, kept) => {
      kept?.takeBack()
      toast({ kind: 'failed', title: t('incoming.dismissFailed'), text: t(`fault.${faultOf(error)}.text`) })
    },
  })
  const why = reason.trim() === '' ? t('incoming.dismissReason') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined) mutate()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && why === undefined) mutate()
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={t('incoming.dismissTitle')} sub={title}>
      <form className={styles.form} onSubmit={submit} onKeyDown={keys} noValidate>
        <TextArea
          label={t('incoming.dismissReason')}
          placeholder={t('incoming.dismissPlaceholder')}
          value={reason}
          onChange={setReason}
          maxLength={2000}
          autoFocus
        />
        <FormFoot why={why} onCancel={onClose}>
          {t('incoming.dismiss')}
        </FormFoot>
      </form>
    </Dialog>
  )
}
