import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Mend, PossibleAct, Task } from '@reglament/contract'
import { useCompleteTask } from '../../../api/acts.ts'
import { faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { ResultField } from '../../../moves/AskedFields.tsx'
import { missingOf, moveOf, nothingGiven, type Given } from '../../../moves/given.ts'
import { useMe } from '../../../shell/useMe.ts'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { Check } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { toFirstEmpty, toUnreadable } from '../../../ui/unreadable.ts'
import { lacksOf, type Lacks, type Results } from '../../../verdict/lacks.ts'
import { Refused } from '../../../verdict/Refused.tsx'
import { useFields, usePipeline } from '../usePipeline.ts'
import { AskedByMove } from './AskedByMove.tsx'
import { draftOf, lackingOf, nothingPlanned } from './draft.ts'
import { followed } from './FollowingWords.tsx'
import { NextStep, type Way } from './NextStep.tsx'
import { PlanFields } from './PlanFields.tsx'
import styles from './Tasks.module.css'

/** The form that closes a task: what came of it, and what is next. Everything that is lacking is asked at once; one press does all of it. */
export function CompleteTask({
  deal,
  task,
  acts,
  towards,
  onClose,
}: {
  deal: Deal
  task: Task
  acts: readonly PossibleAct[]
  /** The stage that the form proposes. */
  towards?: string | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  const me = useMe().member
  const { stageName } = usePipeline(deal.pipeline)
  const fields = useFields()
  const complete = useCompleteTask(deal.id, task.id)
  const form = useRef<HTMLFormElement>(null)

  const told = refusalsOf(complete.error)
  const foreseen = acts.find((one) => one.act === 'complete-task' && one.taskId === task.id)?.refusals ?? []
  const lacks = lacksOf([...foreseen, ...told])
  const moves = acts.filter((one) => one.act === 'move' && one.direction !== 'here' && (one.allowed || one.mendable))
  const others = deal.tasks.filter(({ id }) => id !== task.id)

  const [result, setResult] = useState('')
  const [plan, setPlan] = useState(() => nothingPlanned(task.assignee?.id ?? me.id))
  const [chosenWay, setWay] = useState<Way | undefined>(towards === undefined ? undefined : 'move')
  const [to, setTo] = useState(() => towards ?? moves.find(({ direction }) => direction === 'forward')?.to ?? moves[0]?.to)
  const [given, setGiven] = useState<Given>(nothingGiven)

  const ways: Way[] = ['next', ...(moves.length > 0 ? (['move'] as const) : []), ...(lacks.task ? [] : (['none'] as const))]
  const way = chosenWay && ways.includes(chosenWay) ? chosenWay : lacks.task ? 'next' : 'none'
  const move = moves.find((one) => one.to === to)
  // What the act itself is told to lack is asked by the form above; the rest of it is the move's, also what came of the stage's other tasks.
  const moveLacks = { ...withoutTask(lacksOf([...(move?.refusals ?? []), ...told], move?.findings), task.id), task: false }
  const allGiven: Given = { ...given, note: given.note ?? deal.note }

  const missing = [
    ...(result.trim().length < (lacks.result?.needed ?? 1) ? [t('deal.done.needResult')] : []),
    ...(way === 'next' ? lackingOf(plan).map((key) => t(`deal.task.lack.${key}`)) : []),
    ...(way === 'move' ? missingOf(moveLacks, allGiven).map((key) => fields.get(key)?.name ?? t(`need.${key as 'note'}`)) : []),
    ...(way !== 'move' && lacks.confirmation && !given.confirmed ? [t('need.confirmation')] : []),
  ]
  const why = missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (toUnreadable(form.current)) return
    if (why !== undefined) return toFirstEmpty(form.current)
    complete.mutate(
      {
        result: result.trim(),
        ...(way === 'next' && { next: draftOf(plan) }),
        ...(way === 'move' && to !== undefined && { move: moveOf(to, moveLacks, allGiven, t('move.nextTaskText')) }),
        ...(given.confirmed && { confirmed: true }),
      },
      {
        onSuccess: (answer) => {
          toast({
            kind: 'done',
            title: way === 'move' && to !== undefined ? t('deal.done.movedToast', { stage: stageName(to) }) : t('deal.done.toast'),
            text: followed(answer),
          })
          onClose()
        },
      },
    )
  }
  const sendKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const mend = ({ act, to: stage }: Mend) => {
    if (act === 'move') {
      setWay('move')
      if (stage !== undefined && moves.some((one) => one.to === stage)) setTo(stage)
    } else if (act === 'plan-task') setWay('next')
    requestAnimationFrame(() => toFirstEmpty(form.current))
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} onKeyDown={sendKey} noValidate>
      <ResultField
        task={task.title}
        needed={lacks.result?.needed ?? 1}
        value={result}
        onChange={setResult}
        error={faultAt(complete.error, '/result')}
        autoFocus
      />
      <NextStep ways={ways} way={way} onWay={setWay} needed={lacks.task} clause={foreseen.find((one) => one.lacks.what === 'task')}>
        {way === 'next' && (
          <PlanFields
            plan={plan}
            onChange={setPlan}
            errors={{ text: faultAt(complete.error, '/next/text'), dueAt: faultAt(complete.error, '/next/dueAt') }}
          />
        )}
        {way === 'move' && (
          <AskedByMove
            deal={deal}
            moves={moves}
            to={to}
            onTo={setTo}
            lacks={moveLacks}
            followings={move?.followings ?? []}
            given={allGiven}
            onGiven={(change) => setGiven((before) => ({ ...before, ...change }))}
          />
        )}
        {way === 'none' && others[0] && (
          <p className={styles.stays}>
            {others.length === 1
              ? t('deal.done.staysOne', { task: others[0].title })
              : t('deal.done.stays', { count: others.length, task: others[0].title })}
          </p>
        )}
      </NextStep>
      {way !== 'move' && lacks.confirmation && (
        <Check checked={given.confirmed} onChange={(confirmed) => setGiven((before) => ({ ...before, confirmed }))}>
          {t('deal.done.anyway')}
        </Check>
      )}
      {told.length > 0 && <Refused title={t('move.refused')} findings={told} onMend={mend} canMend={isMendedHere} form="form" />}
      {complete.error && told.length === 0 && faultOf(complete.error) !== 'input' && (
        <p className={styles.error} role="alert">
          {t(`fault.${faultOf(complete.error)}.title`)}. {faultText(complete.error, t)}
        </p>
      )}
      <FormFoot icon="check" busy={complete.isPending} why={why} onRefused={() => toFirstEmpty(form.current)} onCancel={onClose}>
        {t(way === 'move' ? 'deal.done.submitMove' : 'deal.done.submit')}
      </FormFoot>
    </form>
  )
}

/** What this form itself can mend. */
const isMendedHere = ({ act }: Mend) => ['move', 'plan-task', 'fill-fields', 'write-note', 'write-result', 'say-what'].includes(act)

/** The same without the result of the task that is being closed: it has its own field. */
function withoutTask(lacks: Lacks, taskId: string): Lacks {
  const rest = (results: Results | undefined) => results && { ...results, tasks: results.tasks.filter((id) => id !== taskId) }
  return { ...lacks, result: rest(lacks.result), offered: rest(lacks.offered) }
}
