import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DealGroup, DealListItem, Field, Pipeline } from '@reglament/contract'
import { lossReasonsQuery } from '../../api/queries.ts'
import { KeepMark } from '../../exchange/KeepMark.tsx'
import type { DealSearch } from '../../lists/search.ts'
import type { Selection } from '../../lists/useSelection.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { nextSort, sortable, type ColumnKey } from './columns.ts'
import { useColumnNames } from './useColumnNames.ts'
import styles from './Table.module.css'

/** A group with those of its deals that have been read. */
export type Group = DealGroup & { by: NonNullable<DealSearch['group']>; deals: readonly DealListItem[] }

/** The least width of a column in pixels, and its share of the room; 0: always as wide. The usual ones fit 1440 pixels with usual words. */
const widths: Partial<Record<ColumnKey, readonly [least: number, share: number]>> = {
  number: [64, 0],
  title: [196, 2.65],
  client: [120, 1.55],
  stage: [172, 0],
  responsible: [140, 0],
  budget: [98, 0],
  task: [140, 1.95],
  nextTask: [128, 0],
  flags: [128, 1.7],
  status: [104, 0],
}
const widthOf = (key: ColumnKey) => widths[key] ?? ([124, 1] as const)
const isNumber = (key: ColumnKey) => key === 'budget' || key === 'number'

/** The rows of a table: only those in sight are drawn; the head stays, numbers stand at the right. */
export function DealTable({
  items,
  groups,
  columns,
  fields,
  pipelines,
  sort,
  onSort,
  selection,
  more,
  loading,
  onNeedMore,
  onAskMove,
}: {
  items: readonly DealListItem[]
  groups: readonly Group[] | undefined
  columns: readonly ColumnKey[]
  fields: readonly Field[]
  pipelines: readonly Pipeline[]
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  selection: Selection
  more: boolean
  loading: boolean
  onNeedMore: () => void
  onAskMove: (deal: DealListItem) => void
}) {
  const { t } = useTranslation()
  const nameOf = useColumnNames(fields)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(
    () =>
      groups
        ? groups.flatMap((group) => [{ group }, ...group.deals.map((deal) => ({ deal }))])
        : items.map((deal): { group?: Group; deal?: DealListItem } => ({ deal })),
    [groups, items],
  ) as readonly { group?: Group; deal?: DealListItem }[]
  // oxlint-disable-next-line react/incompatible-library -- it draws what it measures anew with every scroll; nothing of it is kept
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 41,
    overscan: 12,
    getItemKey: (index) => rows[index]?.deal?.id ?? `group ${rows[index]?.group?.key}`,
  })
  const shown = virtual.getVirtualItems()
  const isNearEnd = more && (shown.at(-1)?.index ?? 0) >= rows.length - 20
  useEffect(() => {
    if (isNearEnd && !loading) onNeedMore()
  }, [isNearEnd, loading, onNeedMore])

  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const all = ids.length > 0 && ids.every((id) => selection.chosen.has(id))
  const template = {
    gridTemplateColumns: `36px ${columns
      .map(widthOf)
      .map(([least, share]) => (share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`))
      .join(' ')}`,
  }
  const least = columns.reduce((sum, key) => sum + widthOf(key)[0], 64)

  const walk = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-deal]')?.dataset['deal'] : undefined
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.code === 'KeyX') selection.toggle(id, event.shiftKey)
    else if (event.code === 'KeyM') {
      const deal = items.find((one) => one.id === id)
      if (deal) onAskMove(deal)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      let next = rows.findIndex(({ deal }) => deal?.id === id) + step
      while (rows[next] && !rows[next]?.deal) next += step
      const to = rows[next]?.deal?.id
      if (to === undefined) return
      virtual.scrollToIndex(next, { align: 'auto' })
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-deal="${CSS.escape(to)}"] a`)?.focus())
    } else return
    event.preventDefault()
  }

  return (
    <div ref={scroller} className={styles.scroller} onKeyDown={walk}>
      <div
        className={styles.table}
        style={{ minWidth: least }}
        role="table"
        aria-label={t('lists.tableOf.title')}
        aria-rowcount={rows.length + 1}
      >
        <div role="rowgroup" className={styles.headGroup}>
          <div role="row" className={styles.head} style={template} aria-rowindex={1}>
            <span role="columnheader" className={styles.box}>
              <input
                type="checkbox"
                checked={all}
                onChange={() => selection.toggleAll(ids)}
                aria-label={t('lists.tableOf.all')}
                data-hint={t('lists.tableOf.all')}
              />
            </span>
            {columns.map((key) => (
              <Head key={key} name={nameOf(key)} column={key} sort={sort} onSort={onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows[item.index]
            const place: CSSProperties = { transform: `translateY(${item.start}px)` }
            if (row?.group)
              return <GroupRow key={item.key} group={row.group} place={place} index={item.index + 2} span={columns.length + 1} />
            if (!row?.deal) return null
            return (
              <Row
                key={item.key}
                deal={row.deal}
                columns={columns}
                fields={fields}
                pipelines={pipelines}
                template={template.gridTemplateColumns}
                start={item.start}
                index={item.index + 2}
                isChosen={selection.chosen.has(row.deal.id)}
                onChoose={selection.toggle}
              />
            )
          })}
        </div>
      </div>
      {loading && <p className={styles.loading}>{t('board.loadingMore')}</p>}
    </div>
  )
}

function Head({
  column,
  name,
  sort,
  onSort,
}: {
  column: ColumnKey
  name: string
  sort: string | undefined
  onSort: (sort: string | undefined) => void
}) {
  const { t } = useTranslation()
  const state = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : undefined
  if (!sortable.has(column))
    return (
      <span role="columnheader" className={styles.cell} data-number={isNumber(column) || undefined}>
        {name}
      </span>
    )
  const next = nextSort(sort, column)
  return (
    <span role="columnheader" className={styles.cell} aria-sort={state ?? 'none'} data-number={isNumber(column) || undefined}>
      <button
        type="button"
        className={styles.sort}
        data-on={state}
        data-hint={
          next === undefined
            ? t('lists.tableOf.sortBack')
            : t(next.startsWith('-') ? 'lists.tableOf.sortDown' : 'lists.tableOf.sortUp', { column: name })
        }
        onClick={() => onSort(next)}
      >
        {name}
        <Icon name="down" size={12} />
      </button>
    </span>
  )
}

function GroupRow({ group, place, index, span }: { group: Group; place: CSSProperties; index: number; span: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = group.more ? t('lists.more', { count: group.count }) : format.number(group.count)
  return (
    <div role="row" className={styles.group} style={place} aria-rowindex={index}>
      <span role="cell" aria-colspan={span}>
        <b>{group.name || t(group.by === 'campaign' ? 'lists.tableOf.noCampaign' : 'lists.tableOf.nobody')}</b>{' '}
        <span className="muted">{count}</span> <span className="muted">{group.sums.map((sum) => format.moneyShort(sum)).join(' · ')}</span>
      </span>
    </div>
  )
}

const Row = memo(function Row({
  deal,
  columns,
  fields,
  pipelines,
  template,
  start,
  index,
  isChosen,
  onChoose,
}: {
  deal: DealListItem
  columns: readonly ColumnKey[]
  fields: readonly Field[]
  pipelines: readonly Pipeline[]
  template: string
  start: number
  index: number
  isChosen: boolean
  onChoose: (id: string, through?: boolean) => void
}) {
  const { t } = useTranslation()
  return (
    <div
      role="row"
      className={styles.row}
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
      data-deal={deal.id}
      data-chosen={isChosen || undefined}
      aria-rowindex={index}
    >
      <span role="cell" className={styles.box}>
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={t('lists.choose', { deal: deal.title })}
          onChange={() => undefined}
          onClick={(event) => onChoose(deal.id, event.shiftKey)}
        />
      </span>
      {columns.map((key) => (
        <span key={key} role="cell" className={styles.cell} data-number={isNumber(key) || undefined}>
          <Cell column={key} deal={deal} fields={fields} pipelines={pipelines} />
        </span>
      ))}
    </div>
  )
})

function Cell({
  column,
  deal,
  fields,
  pipelines,
}: {
  column: ColumnKey
  deal: DealListItem
  fields: readonly Field[]
  pipelines: readonly Pipeline[]
}): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (column.startsWith('field:')) return <FieldCell field={fields.find(({ key }) => `field:${key}` === column)} deal={deal} />
  switch (column) {
    case 'number':
      return deal.number
    case 'title':
      return (
        <span className={styles.named}>
          <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.title} preload={false}>
            {deal.title}
          </Link>
          {deal.status === 'open' && (
            <KeepMark dealId={deal.id} title={deal.title} stage={deal.stage} responsibleId={deal.responsible?.id} short />
          )}
        </span>
      )
    case 'client':
      return (
        deal.client && (
          <>
            {deal.returning && (
              <span data-hint={t('board.returning')} className="muted">
                <Icon name="loop" size={12} /> <span className="unseen">{t('board.returning')}: </span>
              </span>
            )}
            {deal.client}
          </>
        )
      )
    case 'stage':
      return pipelines.find(({ key }) => key === deal.pipeline)?.stages.find(({ key }) => key === deal.stage)?.name ?? deal.stage
    case 'status':
      return t(`lists.statusOf.${deal.status}`)
    case 'responsible':
      return deal.responsible ? (
        <span className={styles.person}>
          <Avatar name={deal.responsible.name} size="s" silent /> <span className="cut">{deal.responsible.name}</span>
        </span>
      ) : (
        <span className="muted">{t('lists.exchange')}</span>
      )
    case 'budget':
      return deal.budget ? format.money(deal.budget) : <span className="muted">{t('board.noSum')}</span>
    case 'task':
      return deal.task && <span data-hint={deal.task.title}>{deal.task.title}</span>
    case 'nextTask':
      return deal.task && <Clock due={deal.task.dueAt} from={deal.task.setAt} />
    case 'flags':
      return (
        deal.flags &&
        deal.flags.length > 0 && (
          <span className={styles.flag} data-hint={deal.flags.map(({ title }) => title).join('; ')}>
            {deal.flags[0]?.number && <b>{t('ui.clause', { number: deal.flags[0].number })}</b>} {deal.flags[0]?.title}
            {deal.flags.length > 1 && ` +${deal.flags.length - 1}`}
          </span>
        )
      )
    case 'created':
      return <Moment at={deal.createdAt} now={now} />
    case 'entered':
      return <Moment at={deal.enteredAt} now={now} />
    case 'heard':
      return deal.heardAt && <Moment at={deal.heardAt} now={now} />
    case 'closed':
      return deal.closedAt && <Moment at={deal.closedAt} now={now} />
    case 'campaign':
      return deal.campaign
    case 'lossReason':
      return deal.lossReason && <LossReason reason={deal.lossReason} />
  }
}

function Moment({ at, now }: { at: string; now: number }) {
  const format = useFormat()
  return <span data-hint={format.exactly(at)}>{format.moment(at, now)}</span>
}

function LossReason({ reason }: { reason: string }) {
  const { data } = useQuery(lossReasonsQuery)
  return data?.items.find(({ key }) => key === reason)?.name ?? reason
}

function FieldCell({ field, deal }: { field: Field | undefined; deal: DealListItem }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const value = field && deal.fields?.[field.key]
  if (!field || value === null || value === undefined || value === '') return <span className="muted">{t('board.noSum')}</span>
  if (field.type === 'list') return field.options.find(({ key }) => key === value)?.name ?? String(value)
  if (typeof value === 'boolean') return value ? t('lists.yes') : t('lists.no')
  if (typeof value === 'number') return format.number(value)
  if (field.type === 'date') return format.date(`${value}T12:00:00Z`)
  return value
}
