import { HoverCard } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './ClauseMark.module.css'

/** The number of a clause on its ink rule. */
export type ClauseMarkProps = {
  number: string
  /** Where the clause can be read. */
  href?: string | undefined
  state?: 'link' | 'risk' | 'broken' | 'off'
  /** What the card shows on hover and focus; drawn only when it opens. */
  card?: ReactNode
}

/** The clause mark: the number hangs on an ink rule, like in the margin of a law; the card shows its sentence. */
export function ClauseMark({ number, href, state = 'link', card }: ClauseMarkProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const [opened, setOpened] = useState(false)
  const go = (event: MouseEvent) => {
    event.stopPropagation()
    if (href === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    router.history.push(href)
  }
  const words = t('ui.clause', { number })
  const mark = href ? (
    <a className={styles.mark} data-s={state} href={href} onClick={go}>
      {words}
    </a>
  ) : (
    <span className={styles.mark} data-s={state}>
      {words}
    </span>
  )
  if (!card) return mark
  return (
    <HoverCard
      withRoles={false}
      width={320}
      openDelay={250}
      closeDelay={80}
      shadow="none"
      offset={6}
      onOpen={() => setOpened(true)}
      transitionProps={{ duration: 90 }}
    >
      <HoverCard.Target>{mark}</HoverCard.Target>
      <HoverCard.Dropdown className={styles.card}>{opened && card}</HoverCard.Dropdown>
    </HoverCard>
  )
}
