import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mentionsQuery, noticesQuery } from '../api/queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { later } from '../ui/later.tsx'
import { useOpener } from '../ui/opener.ts'
import styles from './Mentions.module.css'

const MentionList = later(async () => (await import('./MentionList.tsx')).MentionList)

/** A bell: where colleagues have called me by my name, and what the regulation tells me of my people; how much I have not seen. */
export function Mentions() {
  const { t } = useTranslation()
  const { data: mentions } = useQuery(mentionsQuery)
  const { data: notices } = useQuery(noticesQuery)
  const { button, beside } = useOpener('menu')
  const [called, told] = [mentions?.unseen ?? 0, notices?.unseen ?? 0]
  const word =
    told > 0
      ? t('card.mentions.news', { count: called + told })
      : called > 0
        ? t('card.mentions.unseen', { count: called })
        : t('card.mentions.title')
  return (
    <>
      <button type="button" className={styles.bell} aria-label={word} data-hint={word} {...button}>
        <Icon name="bell" />
        {called + told > 0 && <i aria-hidden="true" />}
      </button>
      <MentionList {...beside} mentions={mentions?.items ?? []} notices={notices?.items ?? []} />
    </>
  )
}
