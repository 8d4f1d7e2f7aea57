import { useTranslation } from 'react-i18next'
import { Screen } from '../../shell/Screen.tsx'
import { ApiKeys } from './ApiKeys.tsx'
import { Members } from './Members.tsx'
import { QualificationBook } from './QualificationBook.tsx'
import styles from './Settings.module.css'

/** Settings that exist so far: members, the qualification with its script, API keys. */
export function SettingsScreen() {
  const { t } = useTranslation()
  return (
    <Screen title={t('settings.title')}>
      <div className={styles.page}>
        <Members />
        <QualificationBook />
        <ApiKeys />
      </div>
    </Screen>
  )
}
