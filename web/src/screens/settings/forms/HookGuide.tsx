import { useTranslation } from 'react-i18next'
import styles from './Forms.module.css'

const steps = ['send', 'map', 'again', 'sign', 'waits'] as const

/** How another program is connected, step by step, where it is done. */
export function HookGuide() {
  const { t } = useTranslation()
  return (
    <details className={styles.guide}>
      <summary>{t('leads.hooks.guide.title')}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step}>{t(`leads.hooks.guide.${step}`)}</li>
        ))}
      </ol>
    </details>
  )
}
