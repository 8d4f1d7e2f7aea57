import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { doorSampleQuery } from '../../../api/leads.ts'
import { Button } from '../../../ui/Button.tsx'
import { serverNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import type { MappingRow } from './mapping.ts'
import styles from './Forms.module.css'

/** What came last through a form or a webhook, path by path: a press makes a line of the mapping of it. */
export function DoorSampleRows({
  door,
  id,
  rows,
  onTake,
}: {
  door: 'forms' | 'webhooks-in'
  id: string
  rows: readonly MappingRow[]
  onTake: (rows: MappingRow[]) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery(doorSampleQuery(door, id))
  if (!data) return null
  if (data.receivedAt === null) return door === 'forms' ? null : <p className="muted sm">{t('leads.hooks.noSample')}</p>
  const taken = new Set(rows.map(({ field }) => field))
  const next = Math.max(-1, ...rows.map((row) => row.id)) + 1
  return (
    <section className={styles.mapping} aria-label={t('leads.hooks.sample')}>
      <h3>{t('leads.hooks.sample')}</h3>
      <p className="muted sm">{t('leads.hooks.sampleHint', { moment: format.momentExactly(data.receivedAt, serverNow()) })}</p>
      <ul className={styles.paths}>
        {data.parts.map(({ path, value }) => (
          <li key={path}>
            <span>
              <code>{path}</code> <span className="muted sm">{value}</span>
            </span>
            {!taken.has(path) && (
              <Button size="s" kind="quiet" onPress={() => onTake([...rows, { id: next, field: path, meaning: null }])}>
                {t('leads.hooks.takePath')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
