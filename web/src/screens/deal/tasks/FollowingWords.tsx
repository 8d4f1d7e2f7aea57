import { createElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActAnswer } from '@reglament/contract'
import { serverNow } from '../../../ui/now.ts'
import { ClauseAfter } from '../../../verdict/ClauseAfter.tsx'
import { tasksOf } from '../../../verdict/tasksOf.ts'
import { useFormat } from '../../../words/format.tsx'

/** The same as a value, for places that are no components. */
export const followed = (answer: ActAnswer): ReactNode => createElement(FollowingWords, { answer })

/** What an act has led to, for a toast: the task that the regulation set, else the task that is next now. */
export function FollowingWords({ answer: { followings, deal } }: { answer: ActAnswer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [set] = tasksOf(followings)
  const next = deal.tasks[0]
  if (set) {
    return (
      <>
        {set.dueAt === null
          ? t('deal.followed.task', { task: set.title })
          : t('deal.followed.taskDue', { task: set.title, due: format.moment(set.dueAt, serverNow()) })}
        <ClauseAfter clause={set.clause} number={set.number} />
      </>
    )
  }
  if (!next) return null
  return <>{t('deal.followed.next', { task: next.title, due: format.moment(next.dueAt, serverNow()) })}</>
}
