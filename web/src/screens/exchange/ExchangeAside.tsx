import { useTranslation } from 'react-i18next'
import type { Exchange, WaitingDeal } from '@reglament/contract'
import { WaysOut } from '../../exchange/WaysOut.tsx'
import { Why } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LoadRuler } from '../../ui/LoadRuler.tsx'
import { serverNow, useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import styles from './Exchange.module.css'

/** Beside the list: my load with what it would become, what taking brings along, and the exchange today. */
export function ExchangeAside({ exchange, inHand, meId }: { exchange: Exchange; inHand: WaitingDeal | undefined; meId: string }) {
  return (
    <>
      <MyLoad exchange={exchange} inHand={inHand} meId={meId} />
      {inHand && inHand.mayTake && <IfTaken deal={inHand} />}
      <Today exchange={exchange} />
    </>
  )
}

function MyLoad({ exchange: { load }, inHand, meId }: { exchange: Exchange; inHand: WaitingDeal | undefined; meId: string }) {
  const { t } = useTranslation()
  const { open, min, max } = load
  const isBounded = max !== null || (min ?? 0) > 0
  const norm =
    max === null
      ? min
        ? t('exchange.normMin', { min })
        : t('exchange.noNorm')
      : min
        ? t('exchange.norm', { min, max })
        : t('exchange.normMax', { max })
  const full = max !== null && open >= max
  return (
    <section>
      <h3>{t('exchange.myLoad')}</h3>
      <p className={styles.figure}>
        <b>{open}</b>
        <span className="muted">
          {t('exchange.deals', { count: open })}, {norm}
        </span>
      </p>
      {isBounded && <LoadRuler open={open} min={min} max={max} big {...(inHand?.mayTake && { next: open + 1 })} />}
      {full ? (
        <>
          <Why>{t('exchange.full', { open, max })}</Why>
          <WaysOut memberId={meId} />
        </>
      ) : min !== null && open < min ? (
        <Why icon="alert">{t('exchange.lacks', { count: min - open })}</Why>
      ) : (
        max !== null && <p className="muted sm">{t('exchange.room', { count: max - open })}</p>
      )}
    </section>
  )
}

function IfTaken({ deal: { title, task, reason } }: { deal: WaitingDeal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const late = task !== null && Date.parse(task.dueAt) <= now
  return (
    <section>
      <h3>{tidy(t('exchange.ifTaken', { title }))}</h3>
      <ul className={styles.effects}>
        {reason && (
          <li>
            <Icon name="chat" size={14} />
            <span>{t('exchange.saidBack', { reason })}</span>
          </li>
        )}
        {task && (
          <li>
            <Icon name="task" size={14} />
            <span>
              {late
                ? t('exchange.taskYoursLate', { title: task.title })
                : t('exchange.taskYours', { title: task.title, due: format.momentExactly(task.dueAt, serverNow()) })}
            </span>
          </li>
        )}
        <li>
          <Icon name="day" size={14} />
          <span>{t('exchange.lifeStays')}</span>
        </li>
      </ul>
    </section>
  )
}

function Today({ exchange: { counts } }: { exchange: Exchange }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section>
      <h3>{t('exchange.today')}</h3>
      <dl className={styles.today}>
        <div>
          <dt>{t('exchange.waiting')}</dt>
          <dd>{counts.waiting}</dd>
        </div>
        <div>
          <dt>{t('exchange.takenToday')}</dt>
          <dd>{counts.takenToday}</dd>
        </div>
        <div>
          <dt>{t('exchange.median')}</dt>
          <dd>{counts.medianMinutes === null ? '—' : format.span(counts.medianMinutes * 60_000)}</dd>
        </div>
      </dl>
    </section>
  )
}
