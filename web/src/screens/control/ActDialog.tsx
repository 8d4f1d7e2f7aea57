import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActAnswer, WorstDeal } from '@reglament/contract'
import { forgetBreaches } from '../../api/controlNow.ts'
import { settle } from '../../api/acts.ts'
import { faultAt, faultText, refusalsOf } from '../../api/faults.ts'
import { server } from '../../api/server.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DateField, SelectField, TextField } from '../../ui/inputs.tsx'
import { serverNow } from '../../ui/now.ts'
import { toast } from '../../ui/toast.tsx'
import { Refused } from '../../verdict/Refused.tsx'
import { usePeople } from '../deal/tasks/usePeople.ts'
import styles from './ActDialog.module.css'

/** What the head does about a deal from here: a task for its manager, another manager, an exemption. */
export type ControlAct = 'remind' | 'handOver' | 'exempt'
type Props = {
  act: ControlAct
  deal: Pick<WorstDeal, 'id' | 'title' | 'version' | 'responsible'>
  /** What is broken about it; an exemption is from one of them. */
  clauses: readonly { clause: string; title: string }[]
  opened: boolean
  onClose: () => void
}

const exchange = 'exchange'
const inHours = (hours: number) => new Date(Math.ceil((serverNow() + hours * 3_600_000) / 900_000) * 900_000).toISOString()

/** One form for the three: what it asks follows from the act, and the server judges it like every other act. */
export function ActDialog({ act, deal, clauses, opened, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`controlNow.act.${act}`)} sub={deal.title} width={400}>
      {opened && <ActForm act={act} deal={deal} clauses={clauses} onClose={onClose} />}
    </Dialog>
  )
}

function ActForm({ act, deal, clauses, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const people = usePeople()
  const [text, setText] = useState(
    act === 'remind' ? t('controlNow.remindText', { title: clauses.map(({ title }) => title).join(', ') }) : '',
  )
  const [when, setWhen] = useState<string | null>(act === 'remind' ? inHours(4) : null)
  const [to, setTo] = useState<string | null>(null)
  const [clause, setClause] = useState<string | null>(clauses[0]?.clause ?? null)
  const now = deal.responsible?.id ?? exchange
  const options = [...people, { key: exchange, name: t('deal.responsible.toExchange') }].filter(({ key }) => key !== now)
  const send = useMutation({
    mutationFn: (confirmed: boolean): Promise<ActAnswer> => {
      const more = confirmed ? { confirmed } : {}
      if (act === 'remind') {
        const assigneeId = deal.responsible?.id
        return server.createTask({ dealId: deal.id, text: text.trim(), dueAt: when!, ...(assigneeId && { assigneeId }), ...more })
      }
      if (act === 'exempt') return server.exemptDeal(deal.id, { clause: clause!, reason: text.trim(), until: when! })
      return server.editDeal(deal.id, deal.version, { responsibleId: to === exchange ? null : to!, ...more })
    },
    onSuccess: (answer) => {
      settle(answer)
      void forgetBreaches()
      toast({ kind: 'done', title: t(`controlNow.done.${act}`) })
      onClose()
    },
  })
  const { error } = send
  const refusals = refusalsOf(error)
  const missing =
    act === 'handOver'
      ? to === null && t('deal.responsible.choose')
      : text.trim() === ''
        ? t(act === 'remind' ? 'controlNow.needText' : 'exempt.needReason')
        : when === null && t('exempt.needUntil')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (missing) return
    send.mutate(refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn'))
  }
  const said = error !== null && refusals.length === 0 ? faultText(error, t) : undefined
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {act === 'handOver' ? (
        <SelectField
          label={t('deal.responsible.whom')}
          options={options}
          value={to}
          onChange={setTo}
          error={faultAt(error, '/responsibleId') ?? said}
          autoFocus
        />
      ) : (
        <>
          {act === 'exempt' && clauses.length > 1 && (
            <SelectField
              label={t('controlNow.fromClause')}
              options={clauses.map(({ clause: key, title: name }) => ({ key, name }))}
              value={clause}
              onChange={setClause}
            />
          )}
          <TextField
            label={t(act === 'remind' ? 'controlNow.what' : 'exempt.reason')}
            value={text}
            onChange={setText}
            maxLength={2000}
            error={faultAt(error, act === 'remind' ? '/text' : '/reason') ?? said}
            autoFocus
          />
          <DateField
            label={t(act === 'remind' ? 'controlNow.due' : 'exempt.until')}
            withTime
            earliest={new Date(serverNow()).toISOString()}
            value={when}
            onChange={setWhen}
            error={faultAt(error, act === 'remind' ? '/dueAt' : '/until')}
          />
        </>
      )}
      {refusals.length > 0 && <Refused title={t('move.refused')} findings={refusals} form="form" />}
      <footer className={styles.foot}>
        <Button kind="go" type="submit" busy={send.isPending} why={missing || undefined}>
          {t(`controlNow.act.${act}`)}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
