import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosingReview, ReviewState } from '@reglament/contract'
import { reviewsQuery, useReviewVerdict } from '../../api/control.ts'
import { faultText } from '../../api/faults.ts'
import { Button } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { useFormat } from '../../words/format.tsx'
import { Waiting } from './ControlScreen.tsx'
import { listening } from './listening.ts'
import { ReturnDialog } from './ReturnDialog.tsx'
import { ReviewDetail } from './ReviewDetail.tsx'
import { useWalk } from './useWalk.ts'
import shared from './Control.module.css'
import queue from '../../ui/Queue.module.css'
import { Segments } from '../../ui/Segments.tsx'
import { cx } from '../../ui/cx.ts'
import styles from './Queue.module.css'

const states = ['pending', 'confirmed', 'returned', 'withdrawn'] as const

/** The list of closings and the one that is looked at; keys walk, confirm and return. */
export function ClosingReviews() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/control' })
  const { state = 'pending', item, deal } = useSearch({ from: '/inside/control' })
  const narrow = useNarrow()
  const list = useInfiniteQuery(reviewsQuery(state))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const ids = items.map(({ id }) => id)
  const current = item ?? items.find((review) => review.deal.id === deal)?.id ?? (narrow ? undefined : ids[0])
  const choose = (id: string | undefined) =>
    void navigate({ search: { tab: 'closings', ...(state !== 'pending' && { state }), ...(id && { item: id }) }, replace: !narrow })
  const next = (): string | undefined => {
    const at = current === undefined ? -1 : ids.indexOf(current)
    return ids[at + 1] ?? ids[at - 1]
  }
  return (
    <div className={styles.two} data-open={(narrow && current !== undefined) || undefined}>
      <section className={queue.queue} aria-label={t('control.list')}>
        <div className={cx(styles.states, 'strip')}>
          <Segments
            label={t('control.stateLabel')}
            value={state}
            options={states.map((key) => ({ key, name: t(`control.state.${key}`) }))}
            onChange={(key: ReviewState) => void navigate({ search: { tab: 'closings', ...(key !== 'pending' && { state: key }) } })}
          />
        </div>
        {list.isPending ? (
          <Waiting />
        ) : list.isError ? (
          <ErrorState padded error={list.error} what={t('control.failed')} retry={() => void list.refetch()} busy={list.isFetching} />
        ) : items.length === 0 ? (
          <EmptyState padded title={t(state === 'pending' ? 'control.empty.title' : 'control.emptyOther.title')}>
            {t(state === 'pending' ? 'control.empty.text' : 'control.emptyOther.text')}
          </EmptyState>
        ) : (
          <ul className={queue.items}>
            {items.map((review) => (
              <li key={review.id}>
                <Row review={review} current={review.id === current} onChoose={() => choose(review.id)} />
              </li>
            ))}
            {list.hasNextPage && (
              <li className={shared.more}>
                <Button size="s" busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
                  {t('control.more')}
                </Button>
              </li>
            )}
          </ul>
        )}
        {items.length > 0 && (
          <p className={queue.keys} aria-hidden="true">
            <kbd>J</kbd>
            <kbd>K</kbd> {t('control.keys.walk')}
            {state === 'pending' && (
              <>
                <kbd>C</kbd> {t('control.keys.confirm')} <kbd>R</kbd> {t('control.keys.give')}
              </>
            )}
          </p>
        )}
      </section>
      {current === undefined ? (
        !narrow && <div className={styles.detail} />
      ) : (
        <Judged key={current} id={current} ids={ids} onChoose={choose} next={next} review={items.find(({ id }) => id === current)} />
      )}
    </div>
  )
}

/** One closing with its verdict: the keys of the list and of the verdict live together. */
function Judged({
  id,
  ids,
  review,
  onChoose,
  next,
}: {
  id: string
  ids: readonly string[]
  review: ClosingReview | undefined
  onChoose: (id: string | undefined) => void
  next: () => string | undefined
}) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const confirm = useReviewVerdict(id)
  const [comment, setComment] = useState('')
  const [returning, setReturning] = useState(false)
  const may = review?.mayJudge ?? true
  const goOn = () => onChoose(narrow ? undefined : next())
  const confirmIt = () => {
    if (!may || confirm.isPending) return
    confirm.mutate(
      { verdict: 'confirmed', ...(comment.trim() !== '' && { comment: comment.trim() }) },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t('control.verdict.confirmed') })
          goOn()
        },
        onError: (error) => toast({ kind: 'failed', title: t('control.failed'), text: faultText(error, t) }),
      },
    )
  }
  useWalk(ids, id, onChoose, { KeyC: confirmIt, KeyR: () => may && setReturning(true), ...listening })
  return (
    <>
      <ReviewDetail
        id={id}
        comment={comment}
        onComment={setComment}
        busy={confirm.isPending}
        onConfirm={confirmIt}
        onReturn={() => setReturning(true)}
        onBack={() => onChoose(undefined)}
      />
      <ReturnDialog
        id={id}
        was={review?.responsible?.id ?? null}
        comment={comment}
        opened={returning}
        onClose={() => setReturning(false)}
        onDone={goOn}
      />
    </>
  )
}

function Row({ review, current, onChoose }: { review: ClosingReview; current: boolean; onChoose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { deal, reason, budget, dueAt, closedAt, signs, closedBy } = review
  return (
    <button type="button" id={`row-${review.id}`} className={queue.item} aria-current={current || undefined} onClick={onChoose}>
      <span className={queue.itemText}>
        <span className={shared.top}>
          <b className="cut grow">{deal.title}</b>
          {dueAt && review.review === 'pending' ? (
            <Clock due={dueAt} from={closedAt} show="words" asLimit />
          ) : (
            <span className={shared.small}>{format.date(closedAt, now)}</span>
          )}
        </span>
        <span className={shared.line}>
          {reason.name}
          {budget && ` · ${format.money(budget)}`}
        </span>
        <span className={shared.small}>{[deal.client, closedBy?.name ?? t('control.bySystem')].filter(Boolean).join(' · ')}</span>
        {signs > 0 && (
          <span className={styles.sign}>
            <Icon name="inbox" size={14} />
            {t('control.signs', { count: signs })}
          </span>
        )}
      </span>
    </button>
  )
}
