import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DealListItem } from '@reglament/contract'
import { addressOf } from '../../api/client.ts'
import { ProblemError } from '../../api/faults.ts'
import { dealGroupsQuery, fieldsQuery, pipelineOf, pipelinesQuery, tableDealsQuery } from '../../api/queries.ts'
import { FilterBar } from '../../lists/FilterBar.tsx'
import { cleared, isNarrowed, tableQuery, type DealSearch } from '../../lists/search.ts'
import { useBulk } from '../../lists/useBulk.tsx'
import { useListAddress } from '../../lists/useListAddress.ts'
import { useSelection } from '../../lists/useSelection.ts'
import { MoveSheet } from '../../moves/MoveSheet.tsx'
import { useMover } from '../../moves/useMover.tsx'
import { KeepCounter } from '../../exchange/KeepMark.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { useFormat } from '../../words/format.tsx'
import { EmptyBoard } from '../board/EmptyBoard.tsx'
import chip from '../../ui/FilterChip.module.css'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { columnsOf, columnsText } from './columns.ts'
import { DealTable, type Group } from './DealTable.tsx'
import styles from './Table.module.css'

const route = getRouteApi('/inside/deals/table')

/** Deals as a table: the filters of the board, columns as one likes them, orders and groups; the address bar holds all of it. */
export function TableScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const search = route.useSearch()
  const narrow = useNarrow()
  const { rights, member } = useMe()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const pipeline = pipelineOf(pipelines, search.pipeline, member.role)
  const columns = useMemo(() => columnsOf(search.columns, fields), [search.columns, fields])
  const deals = useInfiniteQuery({ ...tableDealsQuery(groupedSearch(search)), placeholderData: keepPreviousData })
  const numbers = useQuery({ ...dealGroupsQuery(search), placeholderData: keepPreviousData })
  const items = useMemo(() => deals.data?.pages.flatMap((page) => page.items) ?? [], [deals.data])
  const groups = useMemo(() => groupsOf(search.group, items, numbers.data?.items), [search.group, items, numbers.data])
  const order = useMemo(
    () => (groups ? groups.flatMap((group) => group.deals.map(({ id }) => id)) : items.map(({ id }) => id)),
    [groups, items],
  )
  const selection = useSelection(order)
  const byId = useMemo(() => new Map(items.map((deal) => [deal.id, deal])), [items])
  const mover = useMover()
  const bulk = useBulk({
    selection,
    pipeline,
    dealOf: (id) => byId.get(id),
    start: mover.start,
    close: mover.close,
  })
  const [sheet, setSheet] = useState<{ deal: DealListItem; opened: boolean }>()
  const { find, change, replace } = useListAddress(selection.clear)
  const mayExport = rights.transfer
  const exportTo = (kind: 'csv' | 'xlsx') => {
    const { sort: _, ...query } = tableQuery(search)
    const link = document.createElement('a')
    link.href = addressOf('/exports/deals', { ...query, format: kind, columns: search.columns === undefined ? undefined : columns.join() })
    link.download = ''
    link.click()
  }
  const sortRefused =
    deals.error instanceof ProblemError && deals.error.problem.faults?.some(({ path }) => path === '?sort')
      ? deals.error.problem
      : undefined
  const total = numbers.data
  const said =
    total &&
    [
      total.more ? t('lists.moreDeals', { count: total.count }) : t('board.deals', { count: total.count }),
      ...total.sums.map((sum) => format.moneyShort(sum)),
    ].join(' · ')
  // On a phone the top bar has room for the title alone.
  const tools = (
    <>
      {said && <span className="muted sm nw">{said}</span>}
      <FilterChip
        label={t('lists.tableOf.group')}
        value={search.group ?? 'none'}
        options={(['none', 'stage', 'responsible', 'campaign'] as const).map((key) => ({
          key,
          name: t(`lists.tableOf.groupOf.${key}`),
        }))}
        onChange={(group) => change({ group: group === 'none' ? undefined : group, sort: undefined })}
      />
      <ColumnsMenu chosen={columns} fields={fields} onChange={(next) => change({ columns: columnsText(next) })} />
      <Menu
        entries={(['xlsx', 'csv'] as const).map((kind) => ({ name: t(`lists.tableOf.${kind}`), onPress: () => exportTo(kind) }))}
        width={160}
      >
        {({ onClick, ...button }) => (
          <button
            type="button"
            className={chip.chip}
            {...button}
            onClick={mayExport ? onClick : undefined}
            aria-label={t('lists.tableOf.export')}
            aria-disabled={!mayExport || undefined}
            data-hint={mayExport ? undefined : t('lists.tableOf.exportWhy')}
          >
            <Icon name={mayExport ? 'out' : 'lock'} size={14} />
            <span className="hide-s">{t('lists.tableOf.export')}</span>
          </button>
        )}
      </Menu>
    </>
  )
  return (
    <Screen
      title={t('board.title')}
      actions={!narrow && tools}
      bar={
        <FilterBar
          screen="table"
          search={search}
          pipelines={pipelines}
          pipeline={pipeline}
          onChange={change}
          onReplace={replace}
          searchRef={find}
        >
          <KeepCounter />
          {narrow && tools}
        </FilterBar>
      }
    >
      {sortRefused ? (
        <div className={styles.state}>
          <EmptyState
            icon="filter"
            title={t('lists.tableOf.sortRefused')}
            action={<Button onPress={() => change({ sort: undefined, group: undefined })}>{t('lists.tableOf.sortBack')}</Button>}
          >
            {sortRefused.detail}
          </EmptyState>
        </div>
      ) : deals.isError && !deals.data ? (
        <div className={styles.state}>
          <ErrorState error={deals.error} what={t('lists.tableOf.failed')} busy={deals.isFetching} retry={() => void deals.refetch()} />
        </div>
      ) : !deals.data ? (
        <div className={styles.state}>
          <SkeletonRows rows={10} />
        </div>
      ) : items.length === 0 ? (
        <div className={styles.state}>
          <EmptyBoard
            filtered={isNarrowed(search) || search.stages !== undefined || search.status !== undefined}
            onShowAll={() => replace(cleared(search), 'table')}
          />
        </div>
      ) : (
        <DealTable
          items={items}
          groups={groups}
          columns={columns}
          fields={fields}
          pipelines={pipelines}
          sort={search.sort}
          onSort={(sort) => change({ sort, group: undefined })}
          selection={selection}
          more={deals.hasNextPage}
          loading={deals.isFetchingNextPage}
          onNeedMore={() => void (deals.isFetchingNextPage ? undefined : deals.fetchNextPage())}
          onAskMove={(deal) => setSheet({ deal, opened: true })}
        />
      )}
      {sheet && pipeline && (
        <MoveSheet
          deal={sheet.deal}
          pipeline={pipelines.find(({ key }) => key === sheet.deal.pipeline) ?? pipeline}
          opened={sheet.opened}
          onClose={() => setSheet({ ...sheet, opened: false })}
          onChoose={(stage) => void mover.start(sheet.deal, stage)}
        />
      )}
      {mover.dialog}
      {bulk.bar}
      {bulk.dialogs}
    </Screen>
  )
}

/** A grouped table is read in the order of its groups, so that no group is torn over the pages. */
const groupedSearch = (search: DealSearch): DealSearch => (search.group ? { ...search, sort: search.group } : search)

function groupsOf(
  by: DealSearch['group'],
  items: readonly DealListItem[],
  counted: readonly Omit<Group, 'deals' | 'by'>[] | undefined,
): Group[] | undefined {
  if (!by || !counted) return undefined
  const keyOf = (deal: DealListItem) =>
    by === 'stage' ? deal.stage : by === 'campaign' ? (deal.campaign ?? '') : (deal.responsible?.id ?? '')
  const byKey = Map.groupBy(items, keyOf)
  return counted.map((group) => ({ ...group, by, deals: byKey.get(group.key) ?? [] }))
}
