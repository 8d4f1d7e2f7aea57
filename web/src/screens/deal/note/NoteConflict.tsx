import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noteHistoryQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { useFormat } from '../../../words/format.tsx'
import styles from './Note.module.css'

/** Two people wrote the note at once: mine stands in its place, theirs below it, and a person decides. */
export function NoteConflict({
  dealId,
  theirs,
  onMine,
  onTheirs,
}: {
  dealId: string
  theirs: string
  onMine: () => void
  onTheirs: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useInfiniteQuery({ ...noteHistoryQuery(dealId), staleTime: 0 })
  const last = data?.pages.flatMap(({ items }) => items).find(({ text }) => text === theirs)
  return (
    <div className={styles.conflict} role="alert">
      <p>{last?.by ? t('deal.note.staleBy', { name: last.by.name, time: format.time(last.at) }) : t('deal.note.stale')}</p>
      <blockquote className={styles.theirs}>{theirs === '' ? t('deal.note.staleEmpty') : theirs}</blockquote>
      <p className="row wrap">
        <Button size="s" onPress={onMine}>
          {t('deal.note.keepMine')}
        </Button>
        <Button size="s" kind="quiet" onPress={onTheirs}>
          {t('deal.note.takeTheirs')}
        </Button>
      </p>
      <p className="muted sm">{t('deal.note.bothKept')}</p>
    </div>
  )
}
