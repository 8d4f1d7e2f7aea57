import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Following } from '@reglament/contract'
import { Clock } from '../ui/Clock.tsx'
import { Icon } from '../ui/Icon.tsx'
import { DateField, TextField } from '../ui/inputs.tsx'
import { serverNow } from '../ui/now.ts'
import { Clause } from '../verdict/Clause.tsx'
import { tasksOf } from '../verdict/tasksOf.ts'
import type { Given } from './given.ts'
import styles from './MoveForm.module.css'

/** The well of a move: which task appears after it, by which clause, until when; the client's own date can stand instead. */
export function AfterMove({
  followings,
  asks,
  task,
  onTask,
}: {
  followings: readonly Following[]
  /** The move can't go without a next step. */
  asks: boolean
  task: Given['task']
  onTask: (task: Given['task']) => void
}) {
  const { t } = useTranslation()
  const tasks = tasksOf(followings)
  const [first] = tasks
  const [dated, setDated] = useState(asks || (first !== undefined && first.dueAt === null))
  const now = new Date(serverNow()).toISOString()
  if (!first && !asks) return null
  return (
    <div className={styles.after}>
      {first && (
        <p className="sm muted row">
          {t(tasks.length > 1 ? 'move.afterMany' : 'move.after')} <Clause clause={first.clause} number={first.number} />
        </p>
      )}
      {tasks.map((following, i) => (
        <p key={following.kind} className={styles.following}>
          <Icon name="task" />
          <b className="grow">{following.title}</b>
          {following.dueAt !== null && !(i === 0 && dated) && <Clock due={following.dueAt} from={now} />}
        </p>
      ))}
      {dated ? (
        <div className={styles.next}>
          {!first && (
            <TextField
              label={t('move.nextText')}
              value={task?.text ?? ''}
              onChange={(text) => onTask({ dueAt: task?.dueAt ?? '', text })}
              maxLength={1000}
            />
          )}
          <DateField
            label={t('move.nextDate')}
            hint={t('move.nextDateHint')}
            withTime
            earliest={now}
            value={task?.dueAt || null}
            onChange={(dueAt) => onTask(dueAt === null ? null : { dueAt, text: task?.text ?? first?.title ?? '' })}
          />
        </div>
      ) : (
        <button type="button" className="link sm" onClick={() => setDated(true)}>
          {t('move.clientDate')}
        </button>
      )}
    </div>
  )
}
