import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clientChangesQuery } from '../api/queries.ts'
import type { TimelineOf } from '../api/server.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useNow } from '../ui/now.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../ui/states.tsx'
import { useFormat } from '../words/format.tsx'
import styles from './Clients.module.css'

const known = [
  'name',
  'phone',
  'extension',
  'email',
  'position',
  'timeZone',
  'company',
  'inn',
  'site',
  'messenger',
  'main',
  'wrong',
  'doNotCall',
  'doNotMail',
] as const

/** Who changed what of a client, from what to what. */
export function ChangesDialog({ client, opened, onClose }: { client: TimelineOf; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('clients.changes')} width={560}>
      {opened && <Changes client={client} />}
    </Dialog>
  )
}

function Changes({ client }: { client: TimelineOf }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const query = useInfiniteQuery({ ...clientChangesQuery(client), staleTime: 0 })
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  if (!data)
    return error ? (
      <ErrorState error={error} what={t('clients.changesFailed')} retry={() => void refetch()} busy={isFetching} />
    ) : (
      <SkeletonRows rows={3} />
    )
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState icon="pen" title={t('clients.noChanges')} />
  return (
    <>
      <ol className={styles.changes}>
        {items.map(({ id, at, by, changes }) => (
          <li key={id}>
            <p className="sm muted">
              <span data-hint={format.exactly(at)}>{format.momentExactly(at, now)}</span>, {by.name}
            </p>
            {changes.map(({ what, before, after }) => {
              const word = known.find((one) => one === what)
              const said = (value: string | null) =>
                value === null ? t('deal.fields.nothing') : what.startsWith('doNot') ? t('clients.wishYes') : value
              return (
                <p key={what}>
                  {word ? t(`clients.what.${word}`) : what}: <s className="muted">{said(before)}</s> → <b>{said(after)}</b>
                </p>
              )
            })}
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
