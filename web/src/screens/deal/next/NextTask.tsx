import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct, Task } from '@reglament/contract'
import { useMe } from '../../../shell/useMe.ts'
import { Button } from '../../../ui/Button.tsx'
import { Clock } from '../../../ui/Clock.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import { Clause } from '../../../verdict/Clause.tsx'
import { useReveal, useWhenRevealed } from '../reveal.tsx'
import { isCall } from '../tasks/kindIcon.ts'
import { TaskMenu } from './TaskMenu.tsx'
import { takesNoAnswer } from './useNoAnswer.tsx'
import type { TaskActs } from './useTaskActs.tsx'
import styles from './NextTask.module.css'

/** The next action: the earliest task with its clock and what can be done with it. */
export function NextTask({ deal, acts, tasks }: { deal: Deal; acts: readonly PossibleAct[] | undefined; tasks: TaskActs }) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  // Recording it is an act of its own: the way leads to the button and no further. Which buttons there are, the acts say.
  useWhenRevealed(acts ? 'no-answer' : '', () =>
    requestAnimationFrame(() => {
      const buttons = row.current?.querySelectorAll('button')
      const wanted = row.current?.querySelector<HTMLElement>('[data-act="no-answer"]') ?? buttons?.[buttons.length - 1]
      wanted?.focus()
    }),
  )
  const [task] = deal.tasks
  if (!task) return <NoTask />
  const completion = acts?.find((one) => one.act === 'complete-task' && one.taskId === task.id)
  const last = completion?.refusals.some(({ lacks }) => lacks.what === 'task') ?? false
  const silent = takesNoAnswer(acts, task)
  // Shown ahead of the answer: what comes next is known when it is there.
  const done = task.completedAt !== null
  const calls = silent && isCall(task.kind)
  return (
    <section className={styles.next} aria-labelledby="next-task" data-done={done || undefined} aria-busy={done || undefined}>
      <p className={styles.top}>
        <span className={styles.label}>{t(done ? 'deal.next.ticking' : 'deal.next.title')}</span>
        <Clause clause={task.clause} number={task.clauseNumber} />
      </p>
      <h2 id="next-task" className={styles.task}>
        {task.title}
      </h2>
      <Due task={task} />
      <Doer task={task} />
      {deal.mayAct && !done && (
        <div ref={row} className={styles.acts}>
          <Button kind="go" icon="check" onPress={() => tasks.complete(task)}>
            {t('deal.next.done')}
          </Button>
          {calls ? (
            <Button icon="missed" data-act="no-answer" busy={tasks.noAnswerBusyId === task.id} onPress={() => tasks.noAnswer(task)}>
              {t('losing.noAnswer.button')}
            </Button>
          ) : (
            <Button icon="cal" onPress={() => tasks.edit(task)}>
              {t('deal.next.postpone')}
            </Button>
          )}
          <TaskMenu task={task} tasks={tasks} noAnswer={silent && !calls} />
        </div>
      )}
      <Reach deal={deal} />
      {last && !done && <p className={styles.last}>{t('deal.next.last')}</p>}
    </section>
  )
}

/** The clock of the task, and until when. */
function Due({ task }: { task: Task }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const today = format.sameDay(Date.parse(task.dueAt), now)
  const over = Date.parse(task.dueAt) <= now
  const until =
    task.completedAt !== null
      ? undefined
      : over
        ? t('deal.next.was', { moment: format.moment(task.dueAt, now) })
        : today
          ? t('deal.next.until', { time: format.time(task.dueAt) })
          : undefined
  return (
    <p className={styles.due}>
      <Clock due={task.dueAt} from={task.createdAt} doneAt={task.completedAt} size="l" />
      {until && <span className="muted sm nw">{until}</span>}
    </p>
  )
}

function Doer({ task }: { task: Task }) {
  const { t } = useTranslation()
  const me = useMe().member
  if (task.assignee?.id === me.id) return null
  return <p className="muted sm">{task.assignee ? t('deal.next.doer', { name: task.assignee.name }) : t('deal.next.nobody')}</p>
}

/** Ways to reach the client from here. */
function Reach({ deal: { contact } }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayCall = contact?.phone && !contact.doNotCall
  const mayWrite = contact?.email && !contact.doNotMail
  if (!contact || (!mayCall && !mayWrite)) return null
  return (
    <p className={styles.reach}>
      {contact.phone !== null && mayCall && (
        <a href={`tel:${contact.phone}`} data-hint={format.phone(contact.phone)}>
          <Icon name="call" size={14} />
          {t('deal.next.call')}
        </a>
      )}
      {contact.email !== null && mayWrite && (
        <a href={`mailto:${contact.email}`} data-hint={contact.email}>
          <Icon name="mail" size={14} />
          {t('deal.next.write')}
        </a>
      )}
    </p>
  )
}

function NoTask() {
  const { t } = useTranslation()
  const reveal = useReveal()
  return (
    <section className={styles.next}>
      <p className={styles.top}>
        <span className={styles.label}>{t('deal.next.title')}</span>
      </p>
      <h2 className={styles.task}>{t('deal.next.none')}</h2>
      <p className="muted">{t('deal.next.noneText')}</p>
      <div className={styles.acts}>
        <Button kind="go" icon="task" onPress={() => reveal('composer')}>
          {t('deal.next.plan')}
        </Button>
      </div>
    </section>
  )
}
