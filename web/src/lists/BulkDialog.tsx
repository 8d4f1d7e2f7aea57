import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkAct, Pipeline } from '@reglament/contract'
import { lossReasonsQuery, membersQuery } from '../api/queries.ts'
import { draftOf, lackingOf, nothingPlanned } from '../screens/deal/tasks/draft.ts'
import { PlanFields } from '../screens/deal/tasks/PlanFields.tsx'
import { useMe } from '../shell/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { DateField, SelectField, TextArea } from '../ui/inputs.tsx'
import { toUnreadable } from '../ui/unreadable.ts'
import type { BulkKind } from './useBulk.tsx'
import styles from './Lists.module.css'

/** Asks what an act on many deals needs; what belongs to one deal alone is asked in its own row afterwards. */
export function BulkDialog({
  kind,
  count,
  opened,
  pipeline,
  busy,
  onClose,
  onSend,
}: {
  kind: BulkKind
  count: number
  opened: boolean
  pipeline: Pipeline | undefined
  busy: boolean
  onClose: () => void
  onSend: (act: BulkAct, confirmed: boolean) => void
}) {
  const { t } = useTranslation()
  const [act, setAct] = useState<BulkAct | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (toUnreadable(form.current)) return
    if (act) onSend(act, false)
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t(`lists.bulk.ask.${kind}`, { count })}
      sub={t('lists.bulk.eachByItself')}
      width={420}
      footer={
        <>
          <Button kind="go" type="submit" form="bulk" busy={busy} why={act ? undefined : t(`lists.bulk.lacks.${kind}`)}>
            {t(`lists.bulk.submit.${kind}`)}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <form ref={form} id="bulk" className={styles.form} onSubmit={submit} noValidate>
        {kind === 'move' && <MoveFields pipeline={pipeline} onGive={setAct} />}
        {kind === 'assign' && <AssignFields onGive={setAct} />}
        {kind === 'add-task' && <TaskFields onGive={setAct} />}
        {kind === 'close' && <CloseFields onGive={setAct} />}
      </form>
    </Dialog>
  )
}

type Give = (act: BulkAct | null) => void

function MoveFields({ pipeline, onGive }: { pipeline: Pipeline | undefined; onGive: Give }) {
  const { t } = useTranslation()
  const [given, setGiven] = useState({ to: null as string | null, reason: '', result: '' })
  const stages = (pipeline?.stages ?? []).filter(({ kind }) => kind !== 'lost').map(({ key, name }) => ({ key, name }))
  const change = (next: Partial<typeof given>) => {
    const all = { ...given, ...next }
    setGiven(all)
    const { to, reason, result } = all
    onGive(
      to === null
        ? null
        : { kind: 'move', to, ...(reason.trim() && { reason: reason.trim() }), ...(result.trim() && { result: result.trim() }) },
    )
  }
  return (
    <>
      <SelectField label={t('lists.stage')} options={stages} value={given.to} onChange={(to) => change({ to })} autoFocus />
      <TextArea
        label={t('move.resultPlain')}
        side={t('move.optional')}
        value={given.result}
        onChange={(result) => change({ result })}
        maxLength={4000}
      />
      <TextArea
        label={t('lists.bulk.backReason')}
        side={t('move.optional')}
        value={given.reason}
        onChange={(reason) => change({ reason })}
        maxLength={2000}
      />
    </>
  )
}

function AssignFields({ onGive }: { onGive: Give }) {
  const { t } = useTranslation()
  const { member, rights } = useMe()
  const { data: members = [] } = useQuery(membersQuery)
  const [to, setTo] = useState<string | null>(null)
  const people = members.filter(({ id, deactivatedAt }) => deactivatedAt === null && (rights.lead || id === member.id))
  const options = [...people.map(({ id, name }) => ({ key: id, name })), { key: 'exchange', name: t('lists.exchange') }]
  return (
    <SelectField
      label={t('lists.bulk.to')}
      options={options}
      value={to}
      onChange={(next) => {
        setTo(next)
        onGive(next === null ? null : { kind: 'assign', responsibleId: next === 'exchange' ? null : next })
      }}
      autoFocus
    />
  )
}

function TaskFields({ onGive }: { onGive: Give }) {
  const [plan, setPlan] = useState(nothingPlanned(undefined))
  return (
    <PlanFields
      plan={plan}
      autoFocus
      onChange={(next) => {
        setPlan(next)
        onGive(lackingOf(next).length > 0 ? null : { kind: 'add-task', task: draftOf(next) })
      }}
    />
  )
}

function CloseFields({ onGive }: { onGive: Give }) {
  const { t } = useTranslation()
  const { data: book } = useQuery(lossReasonsQuery)
  const [given, setGiven] = useState({
    reason: null as string | null,
    comment: '',
    criterion: null as string | null,
    until: null as string | null,
  })
  const reasons = (book?.items ?? []).filter(({ kind, asks, retired }) => kind !== 'adopted' && asks !== 'deal' && !retired)
  const { kind, asks } = reasons.find(({ key }) => key === given.reason) ?? {}
  const change = (next: Partial<typeof given>) => {
    const all = { ...given, ...next }
    setGiven(all)
    const { reason, comment, criterion, until } = all
    onGive(
      reason === null
        ? null
        : {
            kind: 'close',
            reason,
            ...(comment.trim() && { comment: comment.trim() }),
            ...(criterion !== null && { criterion }),
            ...(until !== null && { until }),
          },
    )
  }
  return (
    <>
      <SelectField
        label={t('losing.close.reason')}
        options={reasons.map(({ key, name }) => ({ key, name }))}
        value={given.reason}
        onChange={(reason) => change({ reason })}
        autoFocus
      />
      {kind === 'by-rules' && (
        <SelectField
          label={t('lists.bulk.criterion')}
          options={book?.criteria ?? []}
          value={given.criterion}
          onChange={(criterion) => change({ criterion })}
        />
      )}
      {asks === 'date' && <DateField label={t('lists.bulk.until')} value={given.until} onChange={(until) => change({ until })} withTime />}
      <TextArea
        label={t('lists.bulk.comment')}
        side={t('move.optional')}
        value={given.comment}
        onChange={(comment) => change({ comment })}
        maxLength={4000}
      />
    </>
  )
}
