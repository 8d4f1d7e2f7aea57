import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noteHistoryQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useNow } from '../../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { useFormat } from '../../../words/format.tsx'
import styles from './Note.module.css'

type Restoring = {
  /** What stands in the note now: it need not be restored. */
  now: string
  /** Puts a former text back; undefined for who only looks. */
  onRestore: ((text: string) => void) | undefined
}

/** Former texts of the note: who wrote them and when; any of them can be put back. */
export function NoteHistory({
  dealId,
  opened,
  onClose,
  ...restoring
}: Restoring & { dealId: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.note.historyTitle')} sub={t('deal.note.historySub')} width={560}>
      {opened && <Versions dealId={dealId} {...restoring} />}
    </Dialog>
  )
}

function Versions({ dealId, now: current, onRestore }: Restoring & { dealId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const query = useInfiniteQuery({ ...noteHistoryQuery(dealId), staleTime: 0 })
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (data) {
    return (
      <>
        <ol className={styles.versions}>
          {data.pages
            .flatMap(({ items }) => items)
            .map(({ text, at, by }) => (
              <li key={at}>
                <p className="row between sm muted">
                  <span>
                    <span data-hint={format.exactly(at)}>{format.momentExactly(at, now)}</span>
                    {by && `, ${by.name}`}
                  </span>
                  {text === current ? (
                    <span>{t('card.note.current')}</span>
                  ) : (
                    onRestore && (
                      <button
                        type="button"
                        className="link"
                        onClick={() => onRestore(text)}
                        aria-label={t('card.note.restoreOf', { moment: format.momentExactly(at, now) })}
                      >
                        {t('card.note.restore')}
                      </button>
                    )
                  )}
                </p>
                <p className={styles.version}>{text === '' ? <span className="muted">{t('deal.note.staleEmpty')}</span> : text}</p>
              </li>
            ))}
        </ol>
        {hasNextPage && (
          <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('deal.timeline.more')}
          </Button>
        )}
      </>
    )
  }
  if (error) return <ErrorState error={error} what={t('deal.note.historyFailed')} retry={() => void refetch()} busy={isFetching} />
  return <SkeletonRows rows={4} />
}
