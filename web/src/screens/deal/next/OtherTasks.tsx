import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { useMe } from '../../../shell/useMe.ts'
import { Clock } from '../../../ui/Clock.tsx'
import { ClauseAfter } from '../../../verdict/ClauseAfter.tsx'
import { Section } from '../Section.tsx'
import { TaskMenu } from './TaskMenu.tsx'
import { takesNoAnswer } from './useNoAnswer.tsx'
import type { TaskActs } from './useTaskActs.tsx'
import styles from './Lists.module.css'

/** Open tasks after the next one; a press on one closes it. */
export function OtherTasks({ deal, acts, tasks }: { deal: Deal; acts: readonly PossibleAct[] | undefined; tasks: TaskActs }) {
  const { t } = useTranslation()
  const me = useMe().member
  const others = deal.tasks.slice(1)
  if (others.length === 0) return null
  return (
    <Section title={t('deal.others.title')} side={others.length}>
      <ul className={styles.tasks}>
        {others.map((task) => (
          <li key={task.id} data-done={task.completedAt !== null || undefined}>
            <div className="grow">
              <p className={styles.long} title={task.title.length > 120 ? task.title : undefined}>
                {task.title}
                <ClauseAfter clause={task.clause} number={task.clauseNumber} />
              </p>
              <p className="row sm">
                <Clock due={task.dueAt} from={task.createdAt} doneAt={task.completedAt} />
                {task.assignee && task.assignee.id !== me.id && <span className="muted cut">{task.assignee.name}</span>}
              </p>
            </div>
            <TaskMenu task={task} tasks={tasks} small noAnswer={takesNoAnswer(acts, task)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
