import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplacementRun } from '@reglament/contract'
import { replacementsQuery } from '../../../api/choices.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { Icon } from '../../../ui/Icon.tsx'
import styles from './Lists.module.css'

/** What is being carried over from one thing of a list to another, and how far it is; what is over stays for a moment of its list. */
export function Runs({ what, field }: { what: ReplacementRun['what']; field?: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(replacementsQuery)
  const mine = data?.filter((run) => run.what === what && (field === undefined || run.field === field)) ?? []
  const going = mine.filter(({ finished }) => !finished)
  // When the last one is over, what it has changed is counted anew.
  const isGoing = going.length > 0
  const [went, setWent] = useState(false)
  if (isGoing && !went) setWent(true)
  const isOver = went && !isGoing
  useEffect(() => {
    if (isOver) for (const key of ['list-uses', 'lead-reasons', 'fields']) void queryClient.invalidateQueries({ queryKey: [key] })
  }, [isOver])
  const shown = isGoing ? going : mine.slice(0, 1)
  return shown.map(({ id, fromName, toName, done, finished }) => (
    <p key={id} className={styles.run} role="status">
      <Icon name={finished ? 'check' : 'loop'} size={14} />
      <span>{t(finished ? 'choices.run.over' : 'choices.run.going', { from: fromName, to: toName, count: done })}</span>
    </p>
  ))
}
