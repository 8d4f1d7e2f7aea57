import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Control, ControlRow } from '@reglament/contract'
import { controlRowsQuery } from '../../api/controlNow.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { ClauseMark } from '../../ui/ClauseMark.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import { type ControlAct, ActDialog } from './ActDialog.tsx'
import styles from './Now.module.css'

type Filter = { clause: string | undefined; member: string | undefined }

/** The deals behind a figure, the oldest breach first, each with the acts of the head beside it. */
export function Rows({ control, clause, member }: { control: Control } & Filter) {
  const { t } = useTranslation()
  const rows = useInfiniteQuery(controlRowsQuery({ clause, member }))
  const [asked, setAsked] = useState<{ act: ControlAct; row: ControlRow }>()
  const [opened, setOpened] = useState(false)
  const items = rows.data?.pages.flatMap((page) => page.items) ?? []
  const one = control.clauses.find(({ key }) => key === clause)
  const name = member === 'none' ? t('controlNow.exchange') : control.members.find(({ id }) => id === member)?.name
  const title = [name, one?.title].filter(Boolean).join(': ') || t('controlNow.rows')
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
        <Link to="/control" search={{}} className="link sm">
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
          <ul className={styles.list}>
            {items.map((row) => (
              <Row key={row.id} row={row} named={one === undefined} mayAct={control.mayAct} onAct={(act) => ask(act, row)} />
            ))}
          </ul>
          {rows.hasNextPage && (
            <Button busy={rows.isFetchingNextPage} onPress={() => void rows.fetchNextPage()}>
              {t('controlNow.further')}
            </Button>
          )}
        </>
      )}
      {asked && <ActDialog key={`${asked.act} ${asked.row.id}`} {...asked} opened={opened} onClose={() => setOpened(false)} />}
    </section>
  )
}

function Row({ row, named, mayAct, onAct }: { row: ControlRow; named: boolean; mayAct: boolean; onAct: (act: ControlAct) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { deal } = row
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        {deal ? (
          <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.deal}>
            <b>{deal.title}</b> {deal.client && <span className="muted">{deal.client}</span>}
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
      {deal && mayAct && (
        <span className={styles.acts}>
          <IconButton icon="bell" label={t('controlNow.act.remind')} onPress={() => onAct('remind')} />
          <IconButton icon="swap" label={t('controlNow.act.handOver')} onPress={() => onAct('handOver')} />
          <IconButton icon="flag" label={t('controlNow.act.exempt')} onPress={() => onAct('exempt')} />
        </span>
      )}
    </li>
  )
}
