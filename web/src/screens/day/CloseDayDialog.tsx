import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayLeft, MyDay } from '@reglament/contract'
import { faultOf, faultText, refusalsOf } from '../../api/faults.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Check, TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { Refused } from '../../verdict/Refused.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './Dialogs.module.css'

/** As short as a reason may be; the server asks for the same. */
const reasonMin = 3

/** The end of the day: what is left is carried over, each with its reason (D10). */
export function CloseDayDialog({ day, opened, onClose }: { day: MyDay; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('day.closing.title')} width={560}>
      {opened && <CloseDay day={day} onClose={onClose} />}
    </Dialog>
  )
}

function CloseDay({ day, onClose }: { day: MyDay; onClose: () => void }) {
  const { t } = useTranslation()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [same, setSame] = useState(false)
  const { left } = day
  const [first] = left
  const reasonOf = ({ id }: DayLeft) => (reasons[same && first ? first.id : id] ?? '').trim()
  const lacking = left.filter((one) => reasonOf(one).length < reasonMin).length
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => server.closeDay({ carried: left.map((one) => ({ kind: one.kind, id: one.id, reason: reasonOf(one) })) }),
    onSuccess: ({ carried }) => {
      for (const key of ['my-day', 'incoming', 'tasks', 'board', 'deal', 'acts', 'day-closings'])
        void queryClient.invalidateQueries({ queryKey: [key] })
      toast({ kind: 'done', title: t('day.closing.done'), ...(carried > 0 && { text: t('day.closing.carried', { count: carried }) }) })
      onClose()
    },
    // Something may have come while he wrote: the list shows it, and what he wrote stays.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['my-day'] }),
  })
  const why = lacking > 0 ? t('day.closing.need', { count: same ? 1 : lacking }) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why === undefined) mutate()
  }
  const refusals = refusalsOf(error)
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p className="t2">{left.length === 0 ? t('day.closing.clear') : t('day.closing.lead')}</p>
      {left.length > 0 && (
        <ul className={styles.leftList}>
          {left.map((one, i) => (
            <LeftRow
              key={one.id}
              left={one}
              value={reasons[one.id] ?? ''}
              onChange={same && i > 0 ? undefined : (reason) => setReasons((before) => ({ ...before, [one.id]: reason }))}
              autoFocus={i === 0}
            />
          ))}
        </ul>
      )}
      {left.length > 1 && (
        <Check checked={same} onChange={setSame}>
          {t('day.closing.same')}
        </Check>
      )}
      {refusals.length > 0 && <Refused title={t('move.refused')} findings={refusals} form="form" />}
      {error && refusals.length === 0 && (
        <p className="is-broken sm" role="alert">
          {faultOf(error) === 'conflict' ? t('day.closing.changed') : faultText(error, t)}
        </p>
      )}
      <FormFoot icon="check" busy={isPending} why={why} onCancel={onClose}>
        {t(left.length > 0 ? 'day.closing.submit' : 'day.closing.submitClear')}
      </FormFoot>
    </form>
  )
}

function LeftRow({
  left: { kind, title, at, deal },
  value,
  onChange,
  autoFocus,
}: {
  left: DayLeft
  value: string
  /** Left out where another row's reason holds for this one too. */
  onChange: ((reason: string) => void) | undefined
  autoFocus: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <p className="row">
        <Icon name={kind === 'incoming' ? 'inbox' : 'task'} />
        <b className="cut">{title}</b>
        <span className="muted sm nw">{format.time(at)}</span>
      </p>
      <p className="muted sm cut">{deal.name}</p>
      {onChange && (
        <TextField
          label={t('day.closing.reason')}
          placeholder={t('day.closing.placeholder')}
          value={value}
          onChange={onChange}
          maxLength={2000}
          autoFocus={autoFocus}
        />
      )}
    </li>
  )
}
