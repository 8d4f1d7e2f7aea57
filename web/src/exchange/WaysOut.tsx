import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import styles from './WaysOut.module.css'

/** The three ways to get room, wherever the limit of load refuses (I2): win, close or give one back, from the board of who is full. */
export function WaysOut({ memberId }: { memberId: string }) {
  const { t } = useTranslation()
  const board = { responsible: memberId }
  return (
    <span className={styles.ways} role="group" aria-label={t('exchange.ways')}>
      <ButtonLink size="s" icon="check" to="/deals" search={{ ...board, stage: 'invoiced' }}>
        {t('exchange.win')}
      </ButtonLink>
      <ButtonLink size="s" icon="x" to="/deals" search={board}>
        {t('exchange.close')}
      </ButtonLink>
      <ButtonLink size="s" icon="hand" to="/deals" search={board}>
        {t('exchange.giveBack')}
      </ButtonLink>
    </span>
  )
}
