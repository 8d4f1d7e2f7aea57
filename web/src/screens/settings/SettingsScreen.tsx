import { useTranslation } from 'react-i18next'
import { Screen } from '../../shell/Screen.tsx'
import { ApiKeys } from './ApiKeys.tsx'
import { Members } from './Members.tsx'
import styles from './Settings.module.css'

/** Settings that exist so far: members and API keys. */
export function SettingsScreen() {
  const { t } = useTranslation()
  return (
    <Screen title={t('settings.title')}>
      <div className={styles.page}>
        <Members />
        <ApiKeys />
      </div>
    </Screen>
  )
}
