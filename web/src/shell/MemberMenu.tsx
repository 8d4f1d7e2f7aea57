import { Menu } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../api/faults.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useThemeChoice, type ThemeChoice } from '../ui/theme.ts'
import { toast } from '../ui/toast.tsx'
import { locale, locales } from '../words/i18n.ts'
import { changeProfile, leave } from './profile.ts'
import { useMe } from './useMe.ts'
import styles from './MemberMenu.module.css'

const languages = { ru: 'Русский', en: 'English' } as const
const themes = [
  { key: 'light', icon: 'sun', word: 'shell.themeLight' },
  { key: 'dark', icon: 'moon', word: 'shell.themeDark' },
  { key: 'auto', icon: 'auto', word: 'shell.themeAuto' },
] as const satisfies { key: ThemeChoice; icon: string; word: string }[]

/** Who is signed in, the theme, the language, the way out. */
export function MemberMenu() {
  const { t } = useTranslation()
  const { member, workspace } = useMe()
  const router = useRouter()
  const theme = useThemeChoice()
  const signOut = async () => {
    try {
      await leave()
      await router.navigate({ to: '/sign-in' })
    } catch (error) {
      toast({ kind: 'failed', title: t(`fault.${faultOf(error)}.title`), text: t(`fault.${faultOf(error)}.text`) })
    }
  }
  return (
    <Menu position="bottom-end" offset={6} width={232} shadow="none" transitionProps={{ duration: 90 }} classNames={styles}>
      <Menu.Target>
        <button type="button" className={styles.who} aria-label={t('shell.member', { name: member.name })} data-hint={member.name}>
          <Avatar name={member.name} silent />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.person}>
          <b className="cut">{member.name}</b>
          <span className="muted sm cut">
            {t(`role.${member.role}`)} · {workspace.name}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        {themes.map(({ key, icon, word }) => (
          <Menu.Item
            key={key}
            role="menuitemradio"
            aria-checked={theme === key}
            closeMenuOnClick={false}
            leftSection={<Icon name={icon} />}
            rightSection={theme === key && <Icon name="check" />}
            onClick={() => void changeProfile({ theme: key })}
          >
            {t(word)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {locales.map((key) => (
          <Menu.Item
            key={key}
            lang={key}
            role="menuitemradio"
            aria-checked={locale() === key}
            leftSection={<Icon name="site" />}
            rightSection={locale() === key && <Icon name="check" />}
            onClick={() => void changeProfile({ locale: key })}
          >
            {languages[key]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
