import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Board, Money, Pipeline } from '@reglament/contract'
import { membersQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { IconButton } from '../../ui/Button.tsx'
import { KeepCounter } from '../../exchange/KeepMark.tsx'
import { FilterChip, Segments } from '../../ui/FilterChip.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './BoardFilters.module.css'

const ownOnly = new Set(['manager', 'trainee'])
const sells = new Set(['manager', 'trainee', 'head', 'owner'])

/** The filters of the board; they stand in the address bar, so that the view can be sent to a colleague. */
export function BoardFilters({
  pipelines,
  pipeline,
  responsible,
  board,
  onChange,
  onKeys,
}: {
  pipelines: readonly Pipeline[]
  pipeline: Pipeline
  responsible: string | undefined
  board: Board | undefined
  onChange: (filter: { pipeline?: string | undefined; responsible?: string | undefined }) => void
  onKeys: () => void
}) {
  const { t } = useTranslation()
  const { member } = useMe()
  const seesMany = !ownOnly.has(member.role)
  const { data: members } = useQuery({ ...membersQuery, enabled: seesMany })
  const people = (members ?? [])
    .filter(({ deactivatedAt, id }) => deactivatedAt === null || id === responsible)
    .map(({ id, name }) => ({ key: id, name }))
  return (
    <>
      {seesMany && people.length > 1 && (
        <Segments
          label={t('board.whose')}
          value={responsible === undefined ? 'all' : responsible === member.id ? 'mine' : null}
          options={[
            ...(sells.has(member.role) ? [{ key: 'mine' as const, name: t('board.mine') }] : []),
            { key: 'all' as const, name: t('board.all') },
          ]}
          onChange={(whose) => onChange({ responsible: whose === 'mine' ? member.id : undefined })}
        />
      )}
      {pipelines.length > 1 && (
        <FilterChip
          label={t('board.pipeline')}
          value={pipeline.key}
          options={pipelines.map(({ key, name }) => ({ key, name }))}
          onChange={(key) => onChange({ pipeline: key ?? undefined })}
        />
      )}
      {seesMany && people.length > 1 && (
        <FilterChip
          label={t('board.responsible')}
          value={responsible ?? null}
          options={people}
          empty={t('board.anyone')}
          onChange={(key) => onChange({ responsible: key ?? undefined })}
        />
      )}
      <span className="grow" />
      <KeepCounter />
      <Total pipeline={pipeline} board={board} />
      <IconButton className={styles.keys} size="s" icon="keys" label={t('shell.keys')} onPress={onKeys} />
    </>
  )
}

function Total({ pipeline, board }: { pipeline: Pipeline; board: Board | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!board) return null
  const open = new Set(pipeline.stages.filter(({ kind }) => kind === 'open').map(({ key }) => key))
  const columns = board.columns.filter(({ stage }) => open.has(stage))
  const count = columns.reduce((sum, column) => sum + column.count, 0)
  const sums = new Map<string, number>()
  for (const { currency, amount } of columns.flatMap((column): Money[] => column.sums))
    sums.set(currency, (sums.get(currency) ?? 0) + amount)
  const words = [t('board.deals', { count }), ...[...sums].map(([currency, amount]) => format.moneyShort({ currency, amount }))]
  return <span className="muted sm nw">{words.join(' · ')}</span>
}
