import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../shell/useMe.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { LeadBulkDialog } from './LeadBulkDialog.tsx'
import styles from './Leads.module.css'

const most = 200
type Props = { ids: readonly string[]; onClear: () => void; onLeft: (ids: readonly string[]) => void }

/** What is done with all chosen leads at once (L2, C4). */
export function LeadBulkBar({ ids, onClear, onLeft }: Props) {
  const { t } = useTranslation()
  const { rights } = useMe()
  // What was asked about stays as it was while the list goes on: a colleague may be faster with some of them.
  const [asked, setAsked] = useState<{ kind: 'reject' | 'assign'; ids: readonly string[] }>()
  const why = ids.length > most ? t('leads.bulk.tooMany', { count: most }) : undefined
  const close = () => {
    setAsked(undefined)
    if (ids.length === 0) onClear()
  }
  return (
    <>
      {ids.length > 0 && (
        <div className={styles.bulk} role="toolbar" aria-label={t('leads.bulk.title')}>
          <b aria-live="polite">{t('leads.bulk.chosen', { count: ids.length })}</b>
          {rights.lead && (
            <Button size="s" icon="client" why={why} onPress={() => setAsked({ kind: 'assign', ids })}>
              {t('leads.bulk.assign')}
            </Button>
          )}
          <Button size="s" icon="x" why={why} onPress={() => setAsked({ kind: 'reject', ids })}>
            {t('leads.reject')}
          </Button>
          <IconButton size="s" icon="x" label={t('leads.bulk.clear')} onPress={onClear} />
        </div>
      )}
      {asked && <LeadBulkDialog kind={asked.kind} ids={asked.ids} opened onClose={close} onLeft={onLeft} />}
    </>
  )
}
