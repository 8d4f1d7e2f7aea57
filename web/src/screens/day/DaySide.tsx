import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fate, MyDay } from '@reglament/contract'
import { Clause } from '../../verdict/Clause.tsx'
import { useOpenRelease } from '../../exchange/KeepMark.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button, Why } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LoadRuler } from '../../ui/LoadRuler.tsx'
import { useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { later } from '../../ui/later.tsx'
import { TeamDays } from './TeamDays.tsx'
import styles from './DaySide.module.css'

const CloseDayDialog = later(async () => (await import('./CloseDayDialog.tsx')).CloseDayDialog)

/** Beside the list: what comes by itself, the load, the touches, the review, and the end of the day. */
export function DaySide({ day }: { day: MyDay }) {
  const { t } = useTranslation()
  const { rights } = useMe()
  return (
    <aside className={styles.side} aria-label={t('day.fate.title')}>
      <section>
        <h3>{t('day.fate.title')}</h3>
        <Release />
        {day.fate.length === 0 ? (
          <p className="muted">{t('day.fate.none')}</p>
        ) : (
          <ol className={styles.fate}>
            {day.fate.map((fate) => (
              <FateRow key={`${fate.at} ${fate.clause} ${fate.text}`} fate={fate} />
            ))}
          </ol>
        )}
      </section>
      <Load day={day} />
      <section>
        <h3>{t('day.touches.title')}</h3>
        <dl className={styles.touches}>
          {(
            [
              ['calls', 'call'],
              ['letters', 'mail'],
              ['messages', 'chat'],
            ] as const
          ).map(([key, icon]) => (
            <div key={key}>
              <dt>
                <Icon name={icon} size={14} />
                {t(`day.touches.${key}`)}
              </dt>
              <dd>{day.touches[key]}</dd>
            </div>
          ))}
        </dl>
      </section>
      {day.reviewed.active > 0 && <Review day={day} />}
      <Closing day={day} />
      {rights.sees !== 'own' && <TeamDays />}
    </aside>
  )
}

/** While a release runs in which one is called: when it takes what is not marked, how much that is now, and the way to mark (I3). */
function Release() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const release = useOpenRelease()
  if (!release?.mine) return null
  const { deadline, keep, mine } = release
  return (
    <p className={styles.release}>
      <Icon name="flag" size={14} />
      <span>
        {t('day.fate.release', { deadline: format.momentExactly(deadline, now), count: mine.goes })}{' '}
        <span className="nw">{t('exchange.release.counter', { marked: mine.marked.length, keep })}.</span>{' '}
        <Link to="/exchange" className="link">
          {t('day.fate.mark')}
        </Link>
      </span>
    </p>
  )
}

function FateRow({ fate: { at, clause, number, text, deals } }: { fate: Fate }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const soon = Date.parse(at) - now < 2 * 3_600_000
  const today = format.sameDay(Date.parse(at), now)
  const named = deals.slice(0, 2)
  return (
    <li>
      <time dateTime={at} data-hint={format.exactly(at)} className={soon ? 'is-risk' : undefined}>
        {today ? format.time(at) : format.dayShort(at)}
      </time>
      <p>
        {named.map((deal, i) => (
          <span key={deal.id}>
            {i > 0 && ', '}
            <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.dealLink}>
              {deal.name}
            </Link>
          </span>
        ))}
        {deals.length > 2 && ` ${t('day.fate.many', { count: deals.length - 2 })}`}
        {deals.length > 0 && ': '}
        {text}&nbsp;
        <Clause clause={clause} number={number} state={soon ? 'risk' : 'link'} />
      </p>
    </li>
  )
}

function Load({ day: { load } }: { day: MyDay }) {
  const { t } = useTranslation()
  const { open, min, max, clause } = load
  if (!min && max === null) return null
  const lacks = min === null ? 0 : min - open
  const norm =
    max === null ? t('day.load.normMin', { min: min ?? 0 }) : min ? t('day.load.norm', { min, max }) : t('day.load.normMax', { max })
  return (
    <section>
      <h3>{t('day.load.title')}</h3>
      <p className={styles.big}>
        <b>{open}</b>
        <span className="muted">
          {t('day.load.open', { count: open })}, {norm}
        </span>
      </p>
      <LoadRuler open={open} min={min} max={max} big />
      {lacks > 0 && (
        <p className={styles.lacks}>
          <Icon name="alert" size={14} />
          <span>
            {t('day.load.lacks', { count: lacks })} <Clause clause={clause?.key ?? null} number={clause?.number ?? null} />
          </span>
        </p>
      )}
      {max !== null && open >= max && (
        <p className={styles.lacks}>
          <Icon name="alert" size={14} />
          <span>{t('day.load.full')}</span>
        </p>
      )}
    </section>
  )
}

function Review({ day: { reviewed, clauses } }: { day: MyDay }) {
  const { t } = useTranslation()
  const { looked, active, touched, suitable } = reviewed
  return (
    <section>
      <h3>
        {t('day.review.title')} <Clause clause="daily-review" number={clauses['daily-review'] ?? null} />
      </h3>
      <Share n={looked} m={active} words={t('day.review.looked', { n: looked, m: active })} />
      <Share n={touched} m={suitable} words={t('day.review.touched', { n: touched, m: suitable })} />
    </section>
  )
}

function Share({ n, m, words }: { n: number; m: number; words: string }) {
  return (
    <p className={styles.share}>
      <span className="sm">{words}</span>
      <i style={{ '--v': m === 0 ? 1 : n / m }} data-full={n >= m || undefined} aria-hidden="true" />
    </p>
  )
}

function Closing({ day }: { day: MyDay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const incoming = day.left.filter(({ kind }) => kind === 'incoming').length
  const tasks = day.left.length - incoming
  if (day.closesAt === null) return null
  const what = format.list([
    ...(incoming > 0 ? [t('day.closing.leftIncoming', { count: incoming })] : []),
    ...(tasks > 0 ? [t('day.closing.leftTasks', { count: tasks })] : []),
  ])
  return (
    <section className={styles.closing}>
      {day.closed !== null && (
        <p className={styles.closed}>
          <Icon name="check" />
          {t('day.closing.closedAt', { time: format.time(day.closed) })}
        </p>
      )}
      {(day.closed === null || day.left.length > 0) && (
        <>
          <Button icon="check" onPress={() => setOpened(true)} aria-haspopup="dialog" className={styles.wide}>
            {t(day.closed === null ? 'day.closing.button' : 'day.closing.again')}
          </Button>
          {day.left.length > 0 ? (
            <Why>
              {t('day.closing.left', { what })} <Clause clause="day-closing" number={day.clauses['day-closing'] ?? null} />
            </Why>
          ) : (
            <p className="muted sm">{t('day.closing.clear')}</p>
          )}
        </>
      )}
      <CloseDayDialog day={day} opened={opened} onClose={() => setOpened(false)} />
    </section>
  )
}
