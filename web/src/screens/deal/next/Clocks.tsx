import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Clock } from '../../../ui/Clock.tsx'
import { faceOf } from '../../../ui/clockFace.ts'
import { useNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import styles from './Lists.module.css'

/** The clocks of the deal by name: the next task, the stay in the stage. */
export function Clocks({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const [task] = deal.tasks
  if (!task && deal.stayUntil === null) return null
  return (
    <Section title={t('deal.clocks.title')}>
      <ul className={styles.clocks}>
        {task && <Line name={t('deal.clocks.task')} due={task.dueAt} from={task.createdAt} />}
        {deal.stayUntil !== null && <Line name={t('deal.clocks.stage')} due={deal.stayUntil} from={deal.enteredAt} />}
      </ul>
    </Section>
  )
}

function Line({ name, due, from }: { name: string; due: string; from: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const left = Date.parse(due) - now
  const { state } = faceOf({ due, from, now, sameDay: format.sameDay })
  return (
    <li data-s={state}>
      <span className={styles.clockName}>
        <Clock due={due} from={from} show="face" />
        <span>{name}</span>
      </span>
      <span>{left > 0 ? format.span(left) : t('deal.clocks.over', { span: format.span(-left) })}</span>
      <span className={styles.until}>{format.moment(due, now)}</span>
    </li>
  )
}
