import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { useCreateTask } from '../../../api/acts.ts'
import { faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { useMe } from '../../../shell/useMe.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useFormat } from '../../../words/format.tsx'
import { serverNow } from '../../../ui/now.ts'
import { useWhenRevealed } from '../reveal.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { draftOf, lackingOf, nothingPlanned, type Planned } from './draft.ts'
import { DueField } from './DueField.tsx'
import { KindChoice } from './PlanFields.tsx'
import { usePeople } from './usePeople.ts'
import styles from './Composer.module.css'

/** Plans a task: folded to one line until somebody writes; what was typed stays if it could not be sent. */
export function PlanTask({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useMe().member
  const people = usePeople()
  const create = useCreateTask()
  const [open, setOpen] = useState(false)
  const [plan, setPlan] = useState<Planned>(() => nothingPlanned(me.id))
  const [tried, setTried] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  useWhenRevealed('composer', () => {
    setOpen(true)
    requestAnimationFrame(() => area.current?.focus())
  })
  const lacking = lackingOf(plan)
  const error = (key: 'text' | 'dueAt') =>
    faultAt(create.error, `/${key}`) ?? (tried && lacking.includes(key) ? t(`deal.task.need.${key}`) : undefined)

  const send = (confirmed = false) => {
    setTried(true)
    if (lacking.length > 0) return area.current?.focus()
    create.mutate(
      { dealId: deal.id, ...draftOf(plan), ...(confirmed && { confirmed }) },
      {
        onSuccess: () => {
          toast({
            kind: 'done',
            title: t('deal.task.planned'),
            text: `${plan.text.trim()}, ${format.moment(plan.dueAt ?? '', serverNow())}`,
          })
          setPlan(nothingPlanned(me.id))
          setTried(false)
          setOpen(false)
        },
      },
    )
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    if (event.key === 'Escape' && plan.text === '') setOpen(false)
  }
  const leave = (event: FocusEvent<HTMLElement>) => {
    const to = event.relatedTarget
    if (
      plan.text === '' &&
      plan.dueAt === null &&
      to instanceof Node &&
      !event.currentTarget.contains(to) &&
      event.currentTarget.closest('main')?.contains(to)
    )
      setOpen(false)
  }
  const refusals = refusalsOf(create.error)

  return (
    <div className={styles.plan} role="group" aria-label={t('deal.task.planTitle')} onBlur={leave} onKeyDown={keys}>
      <KindChoice
        look="line"
        value={plan.kind}
        onChange={(kind) => {
          setPlan({ ...plan, kind })
          setOpen(true)
        }}
      />
      <textarea
        ref={area}
        className={styles.text}
        rows={open ? 2 : 1}
        maxLength={1000}
        aria-label={t('deal.task.text')}
        aria-invalid={error('text') ? true : undefined}
        placeholder={t('deal.task.placeholder')}
        value={plan.text}
        onFocus={() => setOpen(true)}
        onChange={(event) => setPlan({ ...plan, text: event.target.value })}
      />
      {open && (
        <div className={styles.more}>
          {error('text') && (
            <p className={styles.error} role="alert">
              {error('text')}
            </p>
          )}
          <div className={styles.two} data-one={people.length < 2 || undefined}>
            <DueField value={plan.dueAt} onChange={(dueAt) => setPlan({ ...plan, dueAt })} error={error('dueAt')} />
            {people.length > 1 && (
              <SelectField
                label={t('deal.task.assignee')}
                options={people}
                value={plan.assigneeId ?? null}
                onChange={(assigneeId) => setPlan({ ...plan, assigneeId: assigneeId ?? undefined })}
                error={faultAt(create.error, '/assigneeId')}
              />
            )}
          </div>
          {refusals.length > 0 && <SmallRefusal findings={refusals} onConfirm={() => send(true)} />}
          {create.error && refusals.length === 0 && faultOf(create.error) !== 'input' && (
            <p className={styles.error} role="alert">
              {faultText(create.error, t)}
            </p>
          )}
          <footer className="row">
            <Button onPress={() => send()} busy={create.isPending} icon="task">
              {t('deal.task.plan')}
            </Button>
            <Button
              kind="quiet"
              onPress={() => {
                setOpen(false)
                setPlan(nothingPlanned(me.id))
                create.reset()
                setTried(false)
              }}
            >
              {t('ui.cancel')}
            </Button>
          </footer>
        </div>
      )}
    </div>
  )
}
