import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../api/faults.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { WindowBeside } from '../ui/Beside.tsx'
import { Button } from '../ui/Button.tsx'
import type { BesideProps } from '../ui/opener.ts'
import { Segments } from '../ui/Segments.tsx'
import { useThemeChoice } from '../ui/theme.ts'
import { toast } from '../ui/toast.tsx'
import { locale, locales } from '../words/i18n.ts'
import { changeProfile, leave } from './profile.ts'
import { useMe } from './useMe.ts'
import styles from './MemberMenu.module.css'

const languages = { ru: 'Русский', en: 'English' } as const

/** What stands behind the member's sign: who he is, the theme, the language, the way out. */
export function MemberCard({ label, ...beside }: BesideProps & { label: string }) {
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
    <WindowBeside {...beside} position="bottom-end" width={264} label={label} className={styles.menu}>
      <div className={styles.person}>
        <Avatar name={member.name} size="l" silent />
        <div className={styles.names}>
          <b className="cut">{member.name}</b>
          <span className="muted sm">{t(`role.${member.role}`)}</span>
          <span className="muted sm cut">{workspace.name}</span>
        </div>
      </div>
      <div className={styles.choice}>
        <span className="muted sm">{t('shell.theme')}</span>
        <Segments
          label={t('shell.theme')}
          value={theme}
          options={[
            { key: 'light', name: t('shell.themeLight') },
            { key: 'dark', name: t('shell.themeDark') },
            { key: 'auto', name: t('shell.themeAuto') },
          ]}
          onChange={(key) => void changeProfile({ theme: key })}
        />
      </div>
      <div className={styles.choice}>
        <span className="muted sm">{t('shell.language')}</span>
        <Segments
          label={t('shell.language')}
          value={locale()}
          options={locales.map((key) => ({ key, name: languages[key] }))}
          onChange={(key) => void changeProfile({ locale: key })}
        />
      </div>
      <div className={styles.out}>
        <Button kind="quiet" icon="out" onPress={() => void signOut()}>
          {t('shell.signOut')}
        </Button>
      </div>
    </WindowBeside>
  )
}
