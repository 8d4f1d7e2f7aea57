import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import type { ControlAct } from './ActDialog.tsx'
import styles from './Rows.module.css'

/** What the head does about one deal, beside its row. */
export function RowActs({ onAct }: { onAct: (act: ControlAct) => void }) {
  const { t } = useTranslation()
  return (
    <span className={styles.acts}>
      <IconButton icon="bell" label={t('controlNow.act.remind')} onPress={() => onAct('remind')} />
      <IconButton icon="swap" label={t('controlNow.act.handOver')} onPress={() => onAct('handOver')} />
      <IconButton icon="flag" label={t('controlNow.act.exempt')} onPress={() => onAct('exempt')} />
    </span>
  )
}
