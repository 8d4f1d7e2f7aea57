import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactEdit } from '@reglament/contract'
import { faultText, ProblemError } from '../api/faults.ts'
import { Check } from '../ui/inputs.tsx'
import { Tag } from '../ui/Tag.tsx'
import { toast } from '../ui/toast.tsx'
import styles from './Clients.module.css'

const wishes = ['doNotCall', 'doNotMail'] as const
type Props = { contact: Contact; locked: boolean; save: (edit: ContactEdit) => Promise<unknown>; keep: (current: Contact) => void }

/** Whether he has asked for no calls or no mail: from then on nobody is offered to call or to write to him. */
export function Wishes({ contact, locked, save, keep }: Props) {
  const { t } = useTranslation()
  // Ticked at the press, before the server has answered.
  const [asked, setAsked] = useState<ContactEdit>({})
  const mark = useMutation({
    mutationFn: (edit: ContactEdit) => save(edit),
    onSettled: () => setAsked({}),
    onError: (error) => {
      const stale = error instanceof ProblemError && error.status === 412
      if (stale) keep(error.problem.current as Contact)
      toast({ kind: 'failed', title: t('clients.ways.notDone'), text: stale ? t('clients.ways.stale') : faultText(error, t) })
    },
  })
  if (locked) {
    const wished = wishes.filter((wish) => contact[wish])
    return wished.length === 0 ? null : (
      <p className={styles.wishes}>
        {wished.map((wish) => (
          <Tag key={wish} tone="risk">
            {t(`clients.what.${wish}`)}
          </Tag>
        ))}
      </p>
    )
  }
  return (
    <div className={styles.wishes}>
      {wishes.map((wish) => (
        <Check
          key={wish}
          checked={asked[wish] ?? contact[wish]}
          onChange={(on) => {
            if (mark.isPending) return
            setAsked({ [wish]: on })
            mark.mutate({ [wish]: on })
          }}
        >
          {t(`clients.what.${wish}`)}
        </Check>
      ))}
    </div>
  )
}
