import { useTranslation } from 'react-i18next'
import { Logo } from '../ui/Icon.tsx'
import { SkeletonRows } from '../ui/states.tsx'
import styles from './Shell.module.css'

/** The frame before it is known who has come. */
export function ShellSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={styles.app} data-rail="mini">
      <div className={styles.rail}>
        <span className={styles.brand}>
          <Logo />
        </span>
      </div>
      <main className={styles.main}>
        <div className={styles.top} />
        <div className={styles.wait}>
          <SkeletonRows rows={5} label={t('ui.loading')} />
        </div>
      </main>
    </div>
  )
}
