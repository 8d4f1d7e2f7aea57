import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Merge } from '@reglament/contract'
import { faultText } from '../api/faults.ts'
import { type MergeKind, mergesQuery, undoMerge } from '../api/merges.ts'
import { Button } from '../ui/Button.tsx'
import { serverNow } from '../ui/now.ts'
import { toast } from '../ui/toast.tsx'
import { useFormat } from '../words/format.tsx'
import styles from './Clients.module.css'

/** What was merged into this one, and the way back; nothing where nothing was. */
export function Merges({ kind, id, className }: { kind: MergeKind; id: string; className?: string }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(mergesQuery(kind, id))
  const standing = data.filter(({ undoneAt }) => undoneAt === null)
  if (standing.length === 0) return null
  return (
    <section className={className} aria-label={t('clients.merges.title')}>
      <h3>{t('clients.merges.title')}</h3>
      <ul className={styles.merges}>
        {standing.map((merge, index) => (
          <OneMerge key={merge.id} merge={merge} isLatest={index === 0} />
        ))}
      </ul>
    </section>
  )
}

const told = ['deals', 'leads', 'contacts', 'traces'] as const

function OneMerge({ merge, isLatest }: { merge: Merge; isLatest: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const undo = useUndoMerge()
  const came = told.flatMap((what) => (merge.moved[what] ? [t(`clients.merges.${what}`, { count: merge.moved[what] })] : []))
  return (
    <li>
      <div>
        <p>{merge.mergedName || t('clients.merges.nameless')}</p>
        <p className="muted sm">{[...came, merge.by?.name, format.momentExactly(merge.at, serverNow())].filter(Boolean).join(' · ')}</p>
      </div>
      {isLatest && (
        <Button size="s" busy={undo.isPending} onPress={() => undo.mutate(merge)}>
          {t('clients.merges.undo')}
        </Button>
      )}
    </li>
  )
}

/** Takes a merge back and says so. */
export function useUndoMerge() {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: undoMerge,
    onSuccess: (_, { id }) => toast({ kind: 'done', title: t('clients.merges.undone'), about: id }),
    onError: (error) => toast({ kind: 'failed', title: t('clients.merges.notDone'), text: faultText(error, t) }),
  })
}
