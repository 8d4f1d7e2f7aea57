import { Link, type LinkProps } from '@tanstack/react-router'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowDeal } from '@reglament/contract'
import { Clause } from '../../verdict/Clause.tsx'
import { talkIcon } from '../../talks/useTalkWords.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icons.tsx'
import { useNow } from '../../ui/now.ts'
import { Waits } from '../../ui/Waits.tsx'
import { useFormat } from '../../words/format.tsx'
import { isCall, kindIcon } from '../deal/tasks/kindIcon.ts'
import { checkClosing, type DayActs } from './useDayActs.tsx'
import type { Row } from './rowsOf.ts'
import styles from './DayRow.module.css'

type Props = { row: Row; current: boolean; busy: boolean; acts: DayActs; onFocus: () => void }

/** One row of the day: when, what, of whom, its clock, and what can be done with it right here. */
export const DayRow = memo(function DayRow({ row, current, busy, acts, onFocus }: Props) {
  return (
    <li className={cx(styles.row, current && styles.current, row.part === 'done' && styles.isDone)} data-row={row.id} onFocus={onFocus}>
      {row.part === 'incoming' ? (
        <IncomingRow row={row} acts={acts} />
      ) : row.part === 'leads' ? (
        <LeadRow row={row} />
      ) : row.part === 'repeated' ? (
        <RepeatedRow row={row} acts={acts} />
      ) : row.part === 'calls' ? (
        <CallRow row={row} acts={acts} />
      ) : row.part === 'review' ? (
        <ReviewRow row={row} acts={acts} />
      ) : (
        <TaskRow row={row} acts={acts} busy={busy} />
      )}
    </li>
  )
})

/** What every row looks like. */
function Frame({
  time,
  icon,
  title,
  to,
  clause,
  sub,
  clock,
  children,
}: {
  time: ReactNode
  icon: IconName
  title: string
  to: LinkProps | null
  clause?: ReactNode
  sub: ReactNode
  clock: ReactNode
  children?: ReactNode
}) {
  return (
    <>
      <span className={styles.time}>{time}</span>
      <span className={styles.icon}>
        <Icon name={icon} />
      </span>
      <div className={styles.text}>
        <p>
          {to === null ? (
            <b>{title}</b>
          ) : (
            <Link {...to} className={styles.title}>
              {title}
            </Link>
          )}{' '}
          {clause}
        </p>
        <p className={styles.sub}>{sub}</p>
      </div>
      <span className={styles.clock}>{clock}</span>
      <span className={styles.acts}>{children}</span>
    </>
  )
}

const ofDeal = (dealId: string): LinkProps => ({ to: '/deals/$dealId', params: { dealId } })

/** «Олег Нестеров, «Полимерстрой» · 1 480 000 ₽» */
function useDealWords(): (deal: RowDeal, first?: string) => string {
  const format = useFormat()
  return ({ client, title, budget }, first) => {
    const who = [client.name, client.company].filter(Boolean).join(', ')
    return [first, who, title, budget && format.money(budget)].filter(Boolean).join(' · ')
  }
}

function IncomingRow({ row: { item }, row, acts }: { row: Extract<Row, { part: 'incoming' }>; acts: DayActs }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const words = useDealWords()
  const from = item.channel as 'mail'
  const title = item.missedCall ? t('day.missed') : (item.text?.split('\n')[0] ?? t(`day.from.${from}`))
  const today = format.sameDay(Date.parse(item.at), now)
  return (
    <Frame
      time={today ? format.time(item.at) : format.dayShort(item.at)}
      icon={talkIcon(item)}
      title={title}
      to={ofDeal(item.deal.id)}
      clause={<Clause clause={item.clause} number={item.clauseNumber} state={isOver(item.answerBy, now) ? 'broken' : 'link'} />}
      sub={words(item.deal, item.deal.status === 'open' ? undefined : t('day.lost'))}
      clock={<Waits since={item.at} due={item.answerBy} />}
    >
      <Button size="s" kind="go" icon={item.kind === 'phone' ? 'call' : talkIcon(item)} onPress={() => acts.reach(row)}>
        {t(item.missedCall ? 'day.act.callBack' : 'day.act.answer')}
      </Button>
      {item.missedCall ? (
        <Button size="s" icon="missed" onPress={() => acts.noAnswer(row)}>
          {t('day.act.noAnswer')}
        </Button>
      ) : (
        <span />
      )}
      <IconButton size="s" icon="x" label={`${t('day.act.dismiss')}: ${title}`} onPress={() => acts.done(row)} />
    </Frame>
  )
}

/** An inquiry that is no deal yet: it is answered in its panel, where everything known of it stands. */
function LeadRow({ row: { lead } }: { row: Extract<Row, { part: 'leads' }> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const where = { to: '/leads', search: { lead: lead.id } } as const
  return (
    <Frame
      time={format.sameDay(Date.parse(lead.inquiredAt), now) ? format.time(lead.inquiredAt) : format.dayShort(lead.inquiredAt)}
      icon="lead"
      title={lead.title ?? format.phone(lead.phone ?? '')}
      to={where}
      sub={[lead.company, lead.about, lead.source].filter(Boolean).join(' · ')}
      clock={<Waits since={lead.inquiredAt} due={lead.answerBy} />}
    >
      <Link {...where} className={styles.open} tabIndex={-1}>
        <Icon name="right" />
        {t('day.act.open')}
      </Link>
    </Frame>
  )
}

const isOver = (due: string | null, now: number) => due !== null && Date.parse(due) <= now

function TaskRow({
  row: { task, part },
  row,
  acts,
  busy,
}: {
  row: Extract<Row, { part: 'overdue' | 'today' | 'done' }>
  acts: DayActs
  busy: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const words = useDealWords()
  const at = part === 'done' ? (task.completedAt ?? task.dueAt) : task.dueAt
  const calls = isCall(task.kind) && task.noAnswer
  const ends = task.kind === 'close-or-find-channel'
  // It ends with the verdict, and nothing else ends it.
  const checks = task.kind === checkClosing
  return (
    <Frame
      time={format.sameDay(Date.parse(at), now) ? format.time(at) : format.dayShort(at)}
      icon={part === 'done' ? 'check' : kindIcon(task.kind)}
      title={task.title}
      to={ofDeal(task.deal.id)}
      clause={<Clause clause={task.clause} number={task.clauseNumber} />}
      sub={part === 'done' && task.result ? `${words(task.deal)} · ${task.result}` : words(task.deal)}
      clock={part === 'done' ? null : <Clock due={task.dueAt} from={task.createdAt} />}
    >
      {part !== 'done' && (
        <>
          {checks ? (
            <Button size="s" kind="go" icon="eye" onPress={() => acts.done(row)}>
              {t('day.act.check')}
            </Button>
          ) : ends ? (
            <Button size="s" kind="go" icon="lock" onPress={() => acts.close(row)}>
              {t('day.act.close')}
            </Button>
          ) : calls ? (
            <Button size="s" kind="go" icon="call" onPress={() => acts.reach(row)}>
              {t('day.act.call')}
            </Button>
          ) : (
            <Button size="s" kind="go" icon="check" onPress={() => acts.done(row)}>
              {t('day.act.done')}
            </Button>
          )}
          {checks ? (
            <span />
          ) : calls ? (
            <Button size="s" icon="missed" busy={busy} onPress={() => acts.noAnswer(row)}>
              {t('day.act.noAnswer')}
            </Button>
          ) : (
            <Button size="s" icon="call" onPress={() => acts.reach(row)}>
              {t('day.act.call')}
            </Button>
          )}
          <span className={styles.pair}>
            {(calls || ends) && (
              <IconButton size="s" icon="check" label={`${t('day.act.done')}: ${task.title}`} onPress={() => acts.done(row)} />
            )}
            <IconButton size="s" icon="cal" label={`${t('day.act.postpone')}: ${task.title}`} onPress={() => acts.postpone(row)} />
          </span>
        </>
      )}
    </Frame>
  )
}

function ReviewRow({ row: { review }, row, acts }: { row: Extract<Row, { part: 'review' }>; acts: DayActs }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const words = useDealWords()
  const next = review.nextTaskAt === null ? undefined : t('day.nextTask', { moment: format.moment(review.nextTaskAt, now) })
  return (
    <Frame
      time=""
      icon={review.suitable ? 'call' : 'eye'}
      title={review.deal.title}
      to={ofDeal(review.deal.id)}
      sub={[review.deal.stageName, words({ ...review.deal, title: '' }), next].filter(Boolean).join(' · ')}
      clock={<span className={cx('sm', review.why === 'touch' ? 'is-risk' : 'muted')}>{t(`day.reviewWhy.${review.why ?? 'look'}`)}</span>}
    >
      <Link to="/deals/$dealId" params={{ dealId: review.deal.id }} className={styles.open} tabIndex={-1}>
        <Icon name="right" />
        {t('day.act.open')}
      </Link>
      {review.suitable ? (
        <Button size="s" icon="call" onPress={() => acts.reach(row)}>
          {t('day.act.call')}
        </Button>
      ) : (
        <span />
      )}
    </Frame>
  )
}

/** A lost client whom quality control asks whether he refused; what he says is written down in Control. */
function CallRow({ row: { call }, row, acts }: { row: Extract<Row, { part: 'calls' }>; acts: DayActs }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const at = call.againAt ?? call.dueAt
  return (
    <Frame
      time={format.sameDay(Date.parse(at), now) ? format.time(at) : format.dayShort(at)}
      icon="call"
      title={call.deal.client ?? call.deal.title}
      to={ofDeal(call.deal.id)}
      sub={[call.reason.name, call.deal.title, call.tries > 0 && t('control.calls.tries', { count: call.tries })]
        .filter(Boolean)
        .join(' · ')}
      clock={<Clock due={call.dueAt} from={call.closedAt} />}
    >
      <Button size="s" kind="go" icon="call" onPress={() => acts.reach(row)}>
        {t('day.act.call')}
      </Button>
    </Frame>
  )
}

function RepeatedRow({ row: { talk }, row, acts }: { row: Extract<Row, { part: 'repeated' }>; acts: DayActs }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <Frame
      time={format.sameDay(Date.parse(talk.dueAt), now) ? format.time(talk.dueAt) : format.dayShort(talk.dueAt)}
      icon="client"
      title={t('day.repeatedTitle', { name: talk.member.name, clause: talk.title })}
      to={null}
      clause={<Clause clause={talk.clause} number={talk.number} state="broken" />}
      sub={t('day.repeatedSub', { count: talk.breaches })}
      clock={<Clock due={talk.dueAt} />}
    >
      <Button size="s" kind="go" icon="check" onPress={() => acts.done(row)}>
        {t('day.act.talkOver')}
      </Button>
    </Frame>
  )
}
