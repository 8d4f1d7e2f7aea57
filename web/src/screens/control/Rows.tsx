import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Control, ControlRow } from '@reglament/contract'
import { controlRowsQuery } from '../../api/controlNow.ts'
import { useBulk } from '../../lists/useBulk.tsx'
import { useSelection } from '../../lists/useSelection.ts'
import { Button } from '../../ui/Button.tsx'
import { ClauseMark } from '../../ui/ClauseMark.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import { type ControlAct, ActDialog } from './ActDialog.tsx'
import { RowActs } from './RowActs.tsx'
import { useNarrowed } from './useNarrowed.ts'
import styles from './Rows.module.css'

type Filter = { clause: string | undefined; member: string | undefined; about: 'too-often' | 'no-movement' | undefined }

/** The deals behind a figure, the oldest breach first, each with the acts of the head beside it. */
export function Rows({ control, clause, member, about }: { control: Control } & Filter) {
  const { t } = useTranslation()
  const narrowed = useNarrowed()
  const { team, pipeline } = narrowed
  const of = {
    ...(clause && { clause }),
    ...(member && { member }),
    ...(about && { about }),
    ...(team && { team }),
    ...(pipeline && { pipeline }),
  }
  const rows = useInfiniteQuery(controlRowsQuery(of))
  const [asked, setAsked] = useState<{ act: ControlAct; row: ControlRow }>()
  const [opened, setOpened] = useState(false)
  const items = useMemo(() => rows.data?.pages.flatMap((page) => page.items) ?? [], [rows.data])
  // One deal may break a clause twice; it is chosen once.
  const ids = useMemo(() => [...new Set(items.flatMap(({ deal }) => (deal ? [deal.id] : [])))], [items])
  const selection = useSelection(ids)
  const bulk = useBulk({ selection, pipeline: undefined, kinds: ['add-task', 'assign', 'close'] })
  const all = ids.length > 0 && ids.every((id) => selection.chosen.has(id))
  const one = control.clauses.find(({ key }) => key === clause)
  const name = member === 'none' ? t('controlNow.exchange') : control.members.find(({ id }) => id === member)?.name
  const title = [name, about ? t(`controlNow.attention.${about}`) : one?.title].filter(Boolean).join(': ') || t('controlNow.rows')
  const ask = (act: ControlAct, row: ControlRow) => {
    setAsked({ act, row })
    setOpened(true)
  }
  return (
    <section className={styles.rows} aria-label={title}>
      <header>
        <h2>
          {title} {one && <ClauseMark number={one.number} href={`/regulation#${one.key}`} state="broken" />}
        </h2>
        {one && <p className="muted sm">{one.sentence}</p>}
        <Link to="/control" search={narrowed} className="link sm">
          {t('controlNow.back')}
        </Link>
      </header>
      {rows.error ? (
        <ErrorState error={rows.error} what={t('controlNow.rowsFailed')} retry={() => void rows.refetch()} busy={rows.isFetching} />
      ) : rows.isPending ? (
        <SkeletonRows rows={5} />
      ) : items.length === 0 ? (
        <EmptyState icon="check" title={t('controlNow.mended')} />
      ) : (
        <>
          {control.mayAct && ids.length > 0 && (
            <div className={styles.choose}>
              <label>
                <input type="checkbox" checked={all} onChange={() => selection.toggleAll(ids)} /> {t('controlNow.chooseAll')}
              </label>
              {bulk.bar}
            </div>
          )}
          <ul className={styles.list}>
            {items.map((row) => (
              <Row
                key={row.id}
                row={row}
                named={one === undefined}
                mayAct={control.mayAct}
                isChosen={row.deal !== null && selection.chosen.has(row.deal.id)}
                onChoose={selection.toggle}
                onAct={(act) => ask(act, row)}
              />
            ))}
          </ul>
          {bulk.dialogs}
          {rows.hasNextPage && (
            <Button busy={rows.isFetchingNextPage} onPress={() => void rows.fetchNextPage()}>
              {t('controlNow.further')}
            </Button>
          )}
        </>
      )}
      {asked?.row.deal && (
        <ActDialog
          key={`${asked.act} ${asked.row.id}`}
          act={asked.act}
          deal={asked.row.deal}
          clauses={[asked.row]}
          opened={opened}
          onClose={() => setOpened(false)}
        />
      )}
    </section>
  )
}

function Row({
  row,
  named,
  mayAct,
  isChosen,
  onChoose,
  onAct,
}: {
  row: ControlRow
  named: boolean
  mayAct: boolean
  isChosen: boolean
  onChoose: (id: string, through?: boolean) => void
  onAct: (act: ControlAct) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { deal } = row
  return (
    <li className={styles.row} data-chosen={isChosen || undefined}>
      {mayAct && deal && (
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={t('lists.choose', { deal: deal.title })}
          onChange={() => undefined}
          onClick={(event) => onChoose(deal.id, event.shiftKey)}
        />
      )}
      <div className={styles.what}>
        {deal ? (
          <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.deal}>
            <b>{deal.title}</b> {deal.client && <span className="muted">{deal.client}</span>}
          </Link>
        ) : row.lead ? (
          <Link to="/leads" search={{ lead: row.lead.id }} className={styles.deal}>
            <b>{row.lead.name || t('origin.nobody')}</b> <span className="muted">{t('origin.lead')}</span>
          </Link>
        ) : (
          <b>{row.member?.name ?? t('controlNow.exchange')}</b>
        )}
        <p className={styles.facts}>
          {named && <span>{row.title}</span>}
          {deal && <span>{deal.stage}</span>}
          {deal?.task && <span className="cut">{deal.task.title}</span>}
          {deal && (
            <span className="muted">
              {t('controlNow.touched')} {format.ago(deal.touchedAt, now)}
            </span>
          )}
          {deal?.budget && <span>{format.money(deal.budget)}</span>}
          {row.member && <span className="muted">{row.member.name}</span>}
        </p>
      </div>
      <Clock due={row.from} />
      {row.clause === 'closing-review' && (
        <Link to="/control" search={{ tab: 'closings' }} className="link sm">
          {t('controlNow.act.review')}
        </Link>
      )}
      {deal && mayAct && <RowActs onAct={onAct} />}
    </li>
  )
}
