import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import styles from './Lists.module.css'

/** Somebody has saved the same thing meanwhile: both values stand there, and the person says which is to be. */
export function Stale({ mine, theirs, onMine, onTheirs }: { mine: string; theirs: string; onMine: () => void; onTheirs: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.clash} role="alert">
      <b>{t('choices.stale')}</b>
      <p>{t('choices.clashMine', { text: mine })}</p>
      <p>{t('choices.clashTheirs', { text: theirs })}</p>
      <p className="row wrap">
        <Button size="s" onPress={onMine}>
          {t('choices.keepMine')}
        </Button>
        <Button size="s" onPress={onTheirs}>
          {t('choices.takeTheirs')}
        </Button>
      </p>
    </div>
  )
}
