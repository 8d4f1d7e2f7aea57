import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { StageMove } from '@reglament/contract'
import { dealQuery, fieldsQuery, pipelinesQuery } from '../api/queries.ts'
import { FormFoot } from '../ui/FormFoot.tsx'
import { Check } from '../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../ui/states.tsx'
import { toFirstEmpty, toUnreadable } from '../ui/unreadable.ts'
import { Clause } from '../verdict/Clause.tsx'
import { lacksOf } from '../verdict/lacks.ts'
import { tidy } from '../words/formatters.ts'
import { AfterMove } from './AfterMove.tsx'
import { AskedFields } from './AskedFields.tsx'
import { missingOf, moveOf, nothingGiven, type Given } from './given.ts'
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
  const { data: fields } = useQuery(fieldsQuery)
  const { data: deal, error, refetch, isFetching } = useQuery(dealQuery(question.deal.id))
  const { data: pipelines } = useQuery(pipelinesQuery)
  const lacks = lacksOf(question.refusals, question.findings)
  const wins = pipelines?.some(
    ({ key, stages }) => key === question.deal.pipeline && stages.some((one) => one.key === question.to && one.kind === 'won'),
  )
  const told = new Set((lacks.result ?? lacks.offered)?.tasks)
  const others = wins ? (deal?.tasks ?? []).filter(({ id }) => !told.has(id)) : []
  const [given, setGiven] = useState<Given>(nothingGiven)
  const form = useRef<HTMLFormElement>(null)
  const set = (change: Partial<Given>) => setGiven((before) => ({ ...before, ...change }))

  if (error && !deal) return <ErrorState error={error} what={t('deal.failed')} retry={() => void refetch()} busy={isFetching} />
  if (!deal || !fields) return <SkeletonRows rows={2} />

  const named = (key: string) => fields.find((field) => field.key === key)?.name
  const all = { ...given, note: given.note ?? deal.note }
  const missing = missingOf(lacks, all).map((key) => named(key) ?? t(`need.${key as 'note'}`))
  const why = missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (toUnreadable(form.current)) return
    if (why === undefined) onMove(moveOf(question.to, lacks, all, t('move.nextTaskText')))
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <AskedFields deal={deal} lacks={lacks} given={given} onGiven={set} autoFocus />
      {others.length > 0 && (
        <p className="muted sm">
          {t('card.won.others', { tasks: others.map(({ title }) => t('move.quoted', { name: title })).join(', ') })}
        </p>
      )}
      <AfterMove followings={question.followings} asks={lacks.task} task={given.task} onTask={(task) => set({ task })} />
      {lacks.confirmation && (
        <Check checked={given.confirmed} onChange={(confirmed) => set({ confirmed })}>
          {t('move.anyway')}
        </Check>
      )}
      <FormFoot busy={busy} why={why} onRefused={() => toFirstEmpty(form.current)} onCancel={onCancel}>
        {busy ? t('move.submitting') : t('move.submit')}
      </FormFoot>
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
