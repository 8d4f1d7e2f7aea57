import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Load, WaitingDeal } from '@reglament/contract'
import { Button, Why } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { serverNow, useNow } from '../../ui/now.ts'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import { WithPart } from '../../words/WithPart.tsx'
import { cx } from '../../ui/cx.ts'
import styles from './Exchange.module.css'

type Source = { key: string; name: string }

/** Deals that wait, a row for each: what it is, why it is here and who had it, how long it waits, for how much, and the act. */
export function WaitingTable({
  deals,
  load,
  sources,
  inHand,
  busy,
  meId,
  onHand,
  onTake,
}: {
  deals: readonly WaitingDeal[]
  load: Load
  sources: readonly Source[]
  inHand: string | undefined
  busy: string | null
  meId: string
  onHand: (id: string) => void
  onTake: (deal: WaitingDeal) => void
}) {
  const { t } = useTranslation()
  return (
    <table className={cx('list-table', styles.table)}>
      <thead>
        <tr>
          <th scope="col">{t('exchange.deal')}</th>
          <th scope="col">{t('exchange.whyHere')}</th>
          <th scope="col">{t('exchange.waits')}</th>
          <th scope="col" className="num">
            {t('exchange.budget')}
          </th>
          <th scope="col" className={styles.actHead}>
            <span className="unseen">{t('exchange.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deals.map((deal) => (
          <tr
            key={deal.id}
            data-hand={deal.id === inHand || undefined}
            data-off={!deal.mayTake || undefined}
            onPointerEnter={() => onHand(deal.id)}
            onFocus={() => onHand(deal.id)}
          >
            <What deal={deal} sources={sources} />
            <WhyHere deal={deal} />
            <Waits deal={deal} />
            <Budget deal={deal} />
            <td className={styles.act}>
              <Take deal={deal} load={load} inHand={deal.id === inHand} busy={busy === deal.id} meId={meId} onTake={onTake} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function What({ deal, sources }: { deal: WaitingDeal; sources: readonly Source[] }) {
  const { t } = useTranslation()
  const source = sources.find(({ key }) => key === deal.source)?.name
  const under = [deal.client, source].filter(Boolean).join(' · ')
  return (
    <td>
      <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.title} preload={false}>
        {tidy(deal.title)}
      </Link>
      {under && (
        <p className={styles.under}>
          {deal.returning && (
            <span data-hint={t('board.returning')} className={styles.mark}>
              <Icon name="loop" size={12} />
              <span className="unseen">{t('board.returning')}: </span>
            </span>
          )}
          {under}
        </p>
      )}
    </td>
  )
}

function WhyHere({ deal }: { deal: WaitingDeal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const past = deal.past.map(({ name }) => name).join(', ')
  return (
    <td>
      {t(`exchange.why.${deal.why}`)} <Clause clause={deal.clause?.key ?? null} number={deal.clause?.number ?? null} />
      <p className={styles.under} data-hint={deal.reason ?? undefined}>
        {deal.reserved
          ? t('exchange.reserved', { name: deal.reserved.member.name, until: format.moment(deal.reserved.until, serverNow()) })
          : past === ''
            ? t('exchange.nobody')
            : t('exchange.past', { names: past })}
      </p>
    </td>
  )
}

/** The age as a clock: its end is when waiting becomes the head's breach. */
function Waits({ deal: { waitsSince, waitsUntil } }: { deal: WaitingDeal }) {
  const format = useFormat()
  const now = useNow()
  return (
    <td className={styles.waits}>
      {waitsUntil && <Clock due={waitsUntil} from={waitsSince} show="face" />}
      <span data-late={(waitsUntil !== null && Date.parse(waitsUntil) <= now) || undefined} data-hint={format.exactly(waitsSince)}>
        {format.span(now - Date.parse(waitsSince))}
      </span>
    </td>
  )
}

function Budget({ deal: { budget } }: { deal: WaitingDeal }) {
  const { t } = useTranslation()
  const format = useFormat()
  return <td className="num">{budget ? <b>{format.money(budget)}</b> : <span className="muted">{t('exchange.noBudget')}</span>}</td>
}

function Take({
  deal,
  load: { open, max },
  inHand,
  busy,
  meId,
  onTake,
}: {
  deal: WaitingDeal
  load: Load
  inHand: boolean
  busy: boolean
  meId: string
  onTake: (deal: WaitingDeal) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!deal.mayTake) {
    const passesAt = deal.refusals.flatMap(({ passesAt }) => passesAt ?? [])[0]
    const own = deal.refusals.some(({ lacks }) => lacks.what === 'pause') && deal.past.some(({ id }) => id === meId)
    const text = own ? t('exchange.own') : deal.refusals.map((finding) => finding.text).join('. ')
    if (text === '') return null
    return (
      <Why>
        {tidy(text)}
        {passesAt && <>{`: ${t('exchange.passesAt', { date: format.moment(passesAt, serverNow()) })}`}</>}
      </Why>
    )
  }
  return (
    <span className={styles.take}>
      {inHand && (
        <span className="sm t2 nw">
          <WithPart
            text={max === null ? t('exchange.before', { open, next: open + 1 }) : t('exchange.beforeOf', { open, next: open + 1, max })}
          >
            {(part) => <b>{part}</b>}
          </WithPart>
        </span>
      )}
      <Button
        size="s"
        kind={inHand ? 'go' : 'plain'}
        busy={busy}
        onPress={() => onTake(deal)}
        label={`${t('exchange.take')}: ${deal.title}`}
      >
        {t('exchange.take')}
      </Button>
    </span>
  )
}
