import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useReviewVerdict } from '../../api/control.ts'
import { faultOf, faultText, refusalsOf } from '../../api/faults.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { Refused } from '../../verdict/Refused.tsx'
import { exchange, Receiver } from './Receiver.tsx'
import styles from './Control.module.css'

type Props = { id: string; was: string | null; comment: string; opened: boolean; onClose: () => void; onDone: () => void }

/** Returns a lost deal to work: to whose it was, to somebody else, or to the exchange (H5). */
export function ReturnDialog({ opened, onClose, ...props }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('control.give.title')} sub={t('control.give.text')} width={480}>
      {opened && <Give {...props} onClose={onClose} />}
    </Dialog>
  )
}

function Give({ id, was, comment: begun, onClose, onDone }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const give = useReviewVerdict(id)
  const [to, setTo] = useState<string>()
  const [comment, setComment] = useState(begun)
  const refusals = refusalsOf(give.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (to === undefined) return
    give.mutate(
      { verdict: 'returned', responsibleId: to === exchange ? null : to, ...(comment.trim() !== '' && { comment: comment.trim() }) },
      {
        onSuccess: ({ deal }) => {
          toast({ kind: 'done', title: t('control.verdict.returned', { to: deal.responsible?.name ?? t('control.onExchange') }) })
          onClose()
          onDone()
        },
      },
    )
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Receiver label={t('control.give.who')} value={to} was={was} onChange={setTo} />
      <TextArea
        label={t('control.verdict.comment')}
        side={t('control.verdict.commentSide')}
        value={comment}
        onChange={setComment}
        maxLength={4000}
      />
      {refusals.length > 0 && <Refused title={t('control.verdict.refused')} findings={refusals} form="form" />}
      {give.error && refusals.length === 0 && (
        <p className={styles.error} role="alert">
          {t(`fault.${faultOf(give.error)}.title`)}. {faultText(give.error, t)}
        </p>
      )}
      <FormFoot icon="undo" busy={give.isPending} why={to === undefined ? t('control.give.need') : undefined} onCancel={onClose}>
        {t('control.give.submit')}
      </FormFoot>
    </form>
  )
}
