import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosingReviewDetail } from '@reglament/contract'
import { reviewQuery } from '../../api/control.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { useNow } from '../../ui/now.ts'
import { ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import { Waiting } from './ControlScreen.tsx'
import { Proofs } from './Proofs.tsx'
import shared from './Control.module.css'
import queue from '../../ui/Queue.module.css'
import beside from './Queue.module.css'
import styles from './ReviewDetail.module.css'

/** Everything that speaks for and against a closing, and the verdict at the bottom. */
export function ReviewDetail({
  id,
  comment,
  onComment,
  busy,
  onConfirm,
  onReturn,
  onBack,
}: {
  id: string
  comment: string
  onComment: (comment: string) => void
  busy: boolean
  onConfirm: () => void
  onReturn: () => void
  onBack: () => void
}) {
  const { t } = useTranslation()
  const { data: review, error, refetch } = useQuery(reviewQuery(id))
  if (!review)
    return (
      <section className={beside.detail}>
        {error ? <ErrorState error={error} what={t('control.failed')} retry={() => void refetch()} /> : <Waiting />}
      </section>
    )
  const { deal, reason } = review
  return (
    <section className={beside.detail} aria-label={deal.title}>
      <header className={queue.head}>
        <IconButton className="only-s" icon="back" label={t('control.back')} onPress={onBack} />
        <div className="grow">
          <h2 className="cut">{deal.title}</h2>
          <p className="muted sm cut">{[deal.client, reason.name].filter(Boolean).join(' · ')}</p>
        </div>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className="link nw">
          {t('control.openDeal')}
        </Link>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <div className={beside.body} tabIndex={0} role="region" aria-label={deal.title}>
        {review.signsAfter.length > 0 && (
          <section className={styles.against}>
            <h3>
              <Icon name="alert" size={16} /> {t('control.after.title')}
            </h3>
            <p className="sm">{t('control.after.text')}</p>
            <Proofs proofs={review.signsAfter} />
          </section>
        )}
        <Facts review={review} />
        <div className={styles.columns}>
          <Block title={t('control.checks.title')}>
            <Checks review={review} />
          </Block>
          <Block title={t('control.attempts.title')}>
            <Attempts review={review} />
          </Block>
        </div>
        <Block title={t('control.evidence.title')}>
          {review.evidence.length > 0 ? (
            <Proofs proofs={review.evidence} />
          ) : (
            <p className="muted">
              {t('control.evidence.none')} {reason.kind !== 'client-refused' && t('control.evidence.notNeeded')}
            </p>
          )}
        </Block>
        <History review={review} />
      </div>
      {review.verdict ? (
        <Verdict verdict={review.verdict} />
      ) : (
        review.review === 'pending' && (
          <footer className={styles.verdict}>
            <TextArea
              label={t('control.verdict.comment')}
              side={t('control.verdict.commentSide')}
              value={comment}
              onChange={onComment}
              rows={1}
              maxLength={4000}
              {...(review.why !== null && { locked: review.why })}
            />
            <div className="row wrap">
              <Button kind="go" icon="check" keys="C" busy={busy} why={review.why ?? undefined} onPress={onConfirm}>
                {t('control.verdict.confirm')}
              </Button>
              <Button icon="undo" keys="R" why={review.why ?? undefined} onPress={onReturn}>
                {t('control.verdict.give')}
              </Button>
            </div>
          </footer>
        )
      )}
    </section>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.block}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Facts({ review }: { review: ClosingReviewDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { closedBy, closedAt, responsible, stage, budget, criterion, until, duplicateOf, comment, reviewer } = review
  const facts: [string, ReactNode][] = [
    [t('control.reason'), review.reason.name],
    ...(criterion ? [[t('control.criterion'), criterion] as [string, ReactNode]] : []),
    ...(until ? [[t('control.until'), format.date(until, now)] as [string, ReactNode]] : []),
    ...(duplicateOf
      ? [
          [
            t('control.duplicateOf'),
            <Link key="to" className="link" to="/deals/$dealId" params={{ dealId: duplicateOf.id }}>
              {duplicateOf.title}
            </Link>,
          ] as [string, ReactNode],
        ]
      : []),
    [t('control.closedBy'), `${closedBy?.name ?? t('control.bySystem')}, ${format.momentExactly(closedAt, now)}`],
    [t('control.responsible'), responsible?.name ?? t('control.onExchange')],
    ...(stage ? [[t('control.stage'), stage] as [string, ReactNode]] : []),
    ...(budget ? [[t('control.budget'), format.money(budget)] as [string, ReactNode]] : []),
    ...(review.review === 'pending' ? [[t('control.reviewer'), reviewer?.name ?? t('control.nobody')] as [string, ReactNode]] : []),
  ]
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {comment && (
        <blockquote className={styles.comment}>
          <span className={shared.small}>{t('control.comment')}</span>
          {comment}
        </blockquote>
      )}
    </>
  )
}

const signs = { kept: 'check', broken: 'x', exempt: 'flag' } as const

function Checks({ review: { checks, judgedBy } }: { review: ClosingReviewDetail }) {
  const { t } = useTranslation()
  if (checks.length === 0) return <p className="muted">{t('control.checks.none')}</p>
  return (
    <>
      <ul className={styles.checks}>
        {checks.map(({ clause, number, title, state, finding }) => (
          <li key={clause} data-state={state}>
            <Icon name={signs[state]} size={16} />
            <span className="grow">
              {title} <span className="unseen">{t(`control.checks.${state}`)}</span>
              {finding && <span className={shared.small}>{tidy(finding.text)}</span>}
            </span>
            <Clause clause={clause} number={number} {...(state === 'broken' && { state: 'broken' as const })} />
          </li>
        ))}
      </ul>
      {judgedBy && !judgedBy.inForce && <p className={shared.small}>{t('control.checks.former', { version: judgedBy.version })}</p>}
    </>
  )
}

function Attempts({ review: { attempts, heardAt, talkedAt } }: { review: ClosingReviewDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <>
      <table className={styles.attempts}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('control.attempts.since')}</th>
            <th scope="col">{t('control.attempts.all')}</th>
            <th scope="col">{t('control.attempts.last')}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ kind, sinceHeard, all, known, lastAt }) => (
            <tr key={kind}>
              <th scope="row">{t(`control.attempts.${kind as 'phone'}`)}</th>
              <td>{known || all > 0 ? sinceHeard : <span className="muted">{t('control.attempts.unknown')}</span>}</td>
              <td>{known || all > 0 ? all : ''}</td>
              <td>{lastAt ? format.date(lastAt, now) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={shared.small}>
        {t('control.attempts.heard')}: {format.date(heardAt, now)} · {t('control.attempts.talked')}:{' '}
        {talkedAt ? format.date(talkedAt, now) : t('control.attempts.never')}
      </p>
    </>
  )
}

function History({ review: { visits, interactions } }: { review: ClosingReviewDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <div className={styles.columns}>
      <Block title={t('control.history.talks')}>
        {interactions.length === 0 ? <p className="muted">{t('control.history.none')}</p> : <Proofs proofs={interactions} />}
      </Block>
      <Block title={t('control.history.stages')}>
        <ol className={styles.visits}>
          {visits.map(({ stage, enteredAt, leftAt, reason }) => (
            <li key={enteredAt}>
              <span>{stage}</span>
              <span className={shared.small}>
                {format.date(enteredAt, now)}
                {leftAt && ` · ${format.span(Date.parse(leftAt) - Date.parse(enteredAt))}`}
              </span>
              {reason && <span className={shared.small}>{reason}</span>}
            </li>
          ))}
        </ol>
      </Block>
    </div>
  )
}

function Verdict({ verdict: { verdict, by, at, comment, returnedTo } }: { verdict: NonNullable<ClosingReviewDetail['verdict']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const returned = verdict === 'returned'
  return (
    <footer className={styles.verdict}>
      <p className="row wrap">
        <Tag tone={returned ? 'accent' : 'good'} icon={returned ? 'undo' : 'check'}>
          {t(`control.verdict.was.${returned ? 'returned' : 'confirmed'}`)}
        </Tag>
        <span className="muted">
          {[
            by?.name,
            format.momentExactly(at, now),
            returned && t('control.verdict.to', { name: returnedTo?.name ?? t('control.onExchange') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {comment && <p>{comment}</p>}
    </footer>
  )
}
