import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { BulkAct, BulkAnswer, BulkRow } from '@reglament/contract'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Clause } from '../verdict/Clause.tsx'
import { tidy } from '../words/formatters.ts'
import styles from './Lists.module.css'

const icons = { done: 'check', unchanged: 'check', refused: 'lock', failed: 'alert' } as const

/** What became of each deal, in the order in which they were chosen: what was refused says every reason and opens the way to mend. */
export function BulkResult({
  act,
  answer,
  opened,
  onClose,
  onMend,
  onConfirm,
}: {
  act: BulkAct
  answer: BulkAnswer
  opened: boolean
  onClose: () => void
  /** Opens the form of one deal; false where there is none, then its card is opened. */
  onMend: (dealId: string) => boolean
  /** Does what only warns in spite of it. */
  onConfirm: () => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { items, done, refused } = answer
  const warned = items.filter(({ refusals }) => refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')).length
  const canMend = (row: BulkRow) => row.outcome === 'refused' && (act.kind === 'move' || act.kind === 'close')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={refused === 0 ? t('lists.bulk.allDone', { count: done }) : t('lists.bulk.someDone', { done, count: items.length })}
      sub={refused > 0 ? t('lists.bulk.leftChosen') : undefined}
      width={560}
      footer={
        <>
          {warned > 0 && (
            <Button onPress={onConfirm} icon="right">
              {t('lists.bulk.anyway', { count: warned })}
            </Button>
          )}
          <Button kind={warned > 0 ? 'quiet' : 'plain'} onPress={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <ul className={styles.rows} aria-label={t('lists.bulk.results')}>
        {items.map((row) => (
          <li key={row.dealId} data-s={row.outcome}>
            <Icon name={icons[row.outcome]} />
            <div>
              {row.title === null ? (
                <b>{t('lists.bulk.unknown')}</b>
              ) : (
                <Link to="/deals/$dealId" params={{ dealId: row.dealId }} onClick={onClose}>
                  <b>{row.title}</b>
                </Link>
              )}
              <span className="unseen">: {t(`lists.bulk.outcome.${row.outcome}`)}</span>
              {(row.refusals.length > 0 || row.why) && (
                <ul className={styles.reasons}>
                  {row.refusals.map((finding) => (
                    <li key={finding.clause + finding.text}>
                      <Clause clause={finding.clause} number={finding.number} /> {tidy(finding.text)}
                    </li>
                  ))}
                  {row.why && <li>{row.why}</li>}
                </ul>
              )}
            </div>
            {canMend(row) ? (
              <Button
                size="s"
                onPress={() => onMend(row.dealId) || void navigate({ to: '/deals/$dealId', params: { dealId: row.dealId } })}
              >
                {t('lists.bulk.mend')}
              </Button>
            ) : (
              <span className="muted sm nw" aria-hidden="true">
                {t(`lists.bulk.outcome.${row.outcome}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
