import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldValue, Money, StageMove } from '@reglament/contract'
import { dealQuery, fieldsQuery, pipelinesQuery } from '../api/queries.ts'
import { FieldInput } from '../fields/FieldInput.tsx'
import { useMe } from '../shell/useMe.ts'
import { Button, Why } from '../ui/Button.tsx'
import { Check, MoneyField, TextArea } from '../ui/inputs.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import { toUnreadable } from '../ui/unreadable.ts'
import { Clause } from '../verdict/Clause.tsx'
import { lacksOf } from '../verdict/lacks.ts'
import { tidy } from '../words/formatters.ts'
import { AfterMove } from './AfterMove.tsx'
import { missingOf, moveOf, type Given } from './given.ts'
import type { MoveQuestion } from './useMover.tsx'
import styles from './MoveForm.module.css'

/** Asks for what the move lacks and nothing else; then the move goes through without a second press. */
export function MoveForm({
  question,
  busy,
  onMove,
  onCancel,
}: {
  question: MoveQuestion
  busy: boolean
  onMove: (move: StageMove) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const { data: fields } = useQuery(fieldsQuery)
  const { data: deal, isPending } = useQuery(dealQuery(question.deal.id))
  const { data: pipelines } = useQuery(pipelinesQuery)
  const lacks = lacksOf(question.refusals)
  const offersResult = !lacks.result && question.findings.some((finding) => finding.lacks.what === 'result')
  // A stage may have several tasks of its own: they are named, so that nobody ends what he does not see.
  const tasks = deal?.tasks ?? []
  const ofStage = tasks.filter(({ clause }) => clause === 'stage-task')
  const wins = pipelines?.some(
    ({ key, stages }) => key === question.deal.pipeline && stages.some((one) => one.key === question.to && one.kind === 'won'),
  )
  const cancels = wins ? tasks.filter(({ clause }) => clause !== 'stage-task') : []
  const quoted = ({ title }: { title: string }) => `«${title}»`
  const [given, setGiven] = useState<Given>({
    fields: {},
    note: undefined,
    budget: null,
    reason: '',
    result: '',
    task: null,
    confirmed: false,
  })
  const form = useRef<HTMLFormElement>(null)
  const set = (change: Partial<Given>) => setGiven((before) => ({ ...before, ...change }))
  const setField = (key: string) => (value: FieldValue) => setGiven((before) => ({ ...before, fields: { ...before.fields, [key]: value } }))

  if (isPending || !fields) return <SkeletonRows rows={2} />

  const currency = deal?.budget?.currency ?? workspace.currency
  const named = (key: string) => fields.find((field) => field.key === key)?.name
  const note = given.note ?? deal?.note ?? ''
  const missing = missingOf(lacks, { ...given, note }).map((key) => named(key) ?? t(`need.${key as 'note'}`))
  const why = missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined
  const first = [
    ...lacks.fields,
    ...(lacks.budget ? ['budget'] : []),
    ...(lacks.note ? ['note'] : []),
    ...(lacks.reason ? ['reason'] : []),
  ][0]
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (toUnreadable(form.current)) return
    if (why === undefined) onMove(moveOf(question.to, lacks, { ...given, note }, t('move.nextTaskText')))
  }
  const toTheFirstEmpty = () => {
    if (toUnreadable(form.current)) return
    const inputs = [...(form.current?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [])]
    inputs.find((input) => input.value.trim() === '' && input.type !== 'hidden' && input.type !== 'checkbox')?.focus()
  }
  const side = (value: FieldValue | Money | undefined) => (value === undefined || value === null || value === '' ? undefined : <Filled />)

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {lacks.fields.map((key) => {
        const field = fields.find((one) => one.key === key)
        return (
          field && (
            <FieldInput
              key={key}
              field={field}
              value={given.fields[key]}
              onChange={setField(key)}
              currency={currency}
              side={side(given.fields[key])}
              autoFocus={key === first}
            />
          )
        )
      })}
      {lacks.budget && (
        <MoneyField
          label={named('budget') ?? t('move.budget')}
          value={given.budget}
          onChange={(budget) => set({ budget })}
          currency={currency}
          autoFocus={first === 'budget'}
        />
      )}
      {lacks.note && (
        <TextArea
          label={named('note') ?? t('move.note')}
          hint={note.trim().length < lacks.note.needed ? t('move.noteNeed', { count: lacks.note.needed }) : undefined}
          side={note.trim().length >= lacks.note.needed ? <Filled /> : `${note.trim().length} / ${lacks.note.needed}`}
          value={note}
          onChange={(text) => set({ note: text })}
          rows={3}
          autoFocus={first === 'note'}
          maxLength={20_000}
        />
      )}
      {lacks.reason && (
        <TextArea
          label={t('move.reason')}
          hint={t('move.reasonHint')}
          value={given.reason}
          onChange={(reason) => set({ reason })}
          autoFocus={first === 'reason'}
          maxLength={2000}
        />
      )}
      {(lacks.result ?? offersResult) && (
        <TextArea
          label={t('move.resultPlain')}
          side={offersResult ? t('move.optional') : undefined}
          hint={ofStage.length > 1 ? t('card.won.toAll', { tasks: ofStage.map(quoted).join(', ') }) : undefined}
          value={given.result}
          onChange={(result) => set({ result })}
          maxLength={4000}
        />
      )}
      {cancels.length > 0 && <p className="muted sm">{t('card.won.cancels', { tasks: cancels.map(quoted).join(', ') })}</p>}
      <AfterMove followings={question.followings} asks={lacks.task} task={given.task} onTask={(task) => set({ task })} />
      {lacks.confirmation && (
        <Check checked={given.confirmed} onChange={(confirmed) => set({ confirmed })}>
          {t('move.anyway')}
        </Check>
      )}
      <footer className={styles.footer}>
        <Button kind="go" type="submit" busy={busy} why={why} whyAt="hint" onRefused={toTheFirstEmpty}>
          {busy ? t('move.submitting') : t('move.submit')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
        {why && (
          <span className={styles.why}>
            <Why>{why}</Why>
          </span>
        )}
      </footer>
      <ul className={styles.clauses}>
        {question.refusals.map((finding) => (
          <li key={finding.clause + finding.text}>
            <Clause clause={finding.clause} number={finding.number} />
            <span className="muted sm">{tidy(finding.text)}</span>
          </li>
        ))}
      </ul>
    </form>
  )
}

function Filled() {
  const { t } = useTranslation()
  return <span className="is-good">{t('ui.filled')}</span>
}
