import { useTranslation } from 'react-i18next'
import type { Following } from '@reglament/contract'
import { Clause } from '../verdict/Clause.tsx'
import { tasksOf } from '../verdict/tasksOf.ts'

/** What followed a move, for the toast: «Поставлено дело «Отправить КП» | п. 3.2». */
export function MovedWords({ followings }: { followings: readonly Following[] }) {
  const { t } = useTranslation()
  const [first] = tasksOf(followings)
  if (!first) return null
  return (
    <>
      {t('move.taskSet', { task: first.title })}
      {'\u2002'}
      <Clause clause={first.clause} number={first.number} />
    </>
  )
}
