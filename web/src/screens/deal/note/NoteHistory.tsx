import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noteHistoryQuery } from '../../../api/queries.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useNow } from '../../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { useFormat } from '../../../words/format.tsx'
import styles from './Note.module.css'

/** Former texts of the note: who wrote them and when. */
export function NoteHistory({ dealId, opened, onClose }: { dealId: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.note.historyTitle')} sub={t('deal.note.historySub')} width={560}>
      {opened && <Versions dealId={dealId} />}
    </Dialog>
  )
}

function Versions({ dealId }: { dealId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { data, error, refetch, isFetching } = useQuery({ ...noteHistoryQuery(dealId), staleTime: 0 })
  if (data) {
    return (
      <ol className={styles.versions}>
        {data.items.map(({ text, at, by }) => (
          <li key={at}>
            <p className="sm muted">
              <span data-hint={format.exactly(at)}>{format.moment(at, now)}</span>
              {by && `, ${by.name}`}
            </p>
            <p className={styles.version}>{text === '' ? <span className="muted">{t('deal.note.staleEmpty')}</span> : text}</p>
          </li>
        ))}
      </ol>
    )
  }
  if (error) return <ErrorState error={error} what={t('deal.note.historyFailed')} retry={() => void refetch()} busy={isFetching} />
  return <SkeletonRows rows={4} />
}
