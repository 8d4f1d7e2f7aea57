import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/Avatar.tsx'
import { later } from '../ui/later.tsx'
import { useOpener } from '../ui/opener.ts'
import { useMe } from './useMe.ts'
import styles from './MemberMenu.module.css'

const MemberCard = later(async () => (await import('./MemberCard.tsx')).MemberCard)

/** Who is signed in; behind it the theme, the language, the way out. */
export function MemberMenu() {
  const { t } = useTranslation()
  const { member } = useMe()
  const { button, beside } = useOpener('dialog')
  const name = t('shell.member', { name: member.name })
  return (
    <>
      <button type="button" className={styles.who} aria-label={name} data-hint={beside.opened ? undefined : member.name} {...button}>
        <Avatar name={member.name} silent />
      </button>
      <MemberCard {...beside} label={name} />
    </>
  )
}
