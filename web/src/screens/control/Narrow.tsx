import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Control } from '@reglament/contract'
import { pipelinesQuery } from '../../api/queries.ts'
import type { ControlSearch } from '../../router.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import styles from './Now.module.css'
import { useNarrowed } from './useNarrowed.ts'

const spans = [
  { key: '1', since: 'day' },
  { key: '7', since: 'week' },
  { key: '30', since: 'month' },
] as const

/** What narrows the panel: a team, a pipeline, and with which day it is compared. The address keeps it; the opened figure stays. */
export function Narrow({ control }: { control: Control }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/control' })
  const narrowed = useNarrowed()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const set = (change: Pick<ControlSearch, 'team' | 'pipeline' | 'days'>) =>
    void navigate({ search: (before) => ({ ...before, ...change }) })
  return (
    <div className={styles.narrow} role="group" aria-label={t('controlNow.narrow')}>
      {control.teams.length > 1 && (
        <FilterChip
          label={t('controlNow.team')}
          value={narrowed.team ?? null}
          options={control.teams.map(({ id, name }) => ({ key: id, name }))}
          empty={t('controlNow.anyTeam')}
          onChange={(team) => set({ team: team ?? undefined })}
        />
      )}
      {pipelines.length > 1 && (
        <FilterChip
          label={t('controlNow.pipeline')}
          value={narrowed.pipeline ?? null}
          options={pipelines.map(({ key, name }) => ({ key, name }))}
          empty={t('controlNow.anyPipeline')}
          onChange={(pipeline) => set({ pipeline: pipeline ?? undefined })}
        />
      )}
      <FilterChip
        label={t('controlNow.compared')}
        value={String(narrowed.days ?? 7)}
        options={spans.map(({ key, since }) => ({ key, name: t(`controlNow.ago.${since}`) }))}
        onChange={(days) => set({ days: days === '1' ? 1 : days === '30' ? 30 : undefined })}
      />
    </div>
  )
}
