import { useTranslation } from 'react-i18next'
import styles from './Closing.module.css'

/** Attempts as dots: filled ones are made. Said in words for readers. */
export function Tries({ made, needed }: { made: number; needed: number }) {
  const { t } = useTranslation()
  const words = t('losing.close.tries', { made, needed })
  return (
    <span className={styles.tries} role="img" aria-label={words} data-hint={words}>
      {Array.from({ length: needed }, (_, i) => (
        <i key={i} data-on={i < made || undefined} />
      ))}
    </span>
  )
}
