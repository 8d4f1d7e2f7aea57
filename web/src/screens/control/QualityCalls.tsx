import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QualitySample, QualitySamplePage } from '@reglament/contract'
import { samplesQuery, useSampleVerdict } from '../../api/control.ts'
import { faultOf, faultText, refusalsOf } from '../../api/faults.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SelectField, TextArea } from '../../ui/inputs.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { Refused } from '../../verdict/Refused.tsx'
import { useFormat } from '../../words/format.tsx'
import { Waiting } from './ControlScreen.tsx'
import { exchange, Receiver } from './Receiver.tsx'
import { useWalk } from './useWalk.ts'
import shared from './Control.module.css'
import review from './ReviewDetail.module.css'
import queue from '../../ui/Queue.module.css'
import { Segments } from '../../ui/Segments.tsx'
import { cx } from '../../ui/cx.ts'
import styles from './Queue.module.css'

const states = ['drawn', 'real', 'false', 'not-reached'] as const

/** Losses drawn for a call of quality control, and the form of the call (H6). */
export function QualityCalls() {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/control' })
  const { sample: state = 'drawn', item } = useSearch({ from: '/inside/control' })
  const narrow = useNarrow()
  const list = useInfiniteQuery(samplesQuery(state))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const ids = items.map(({ id }) => id)
  const current = item !== undefined && ids.includes(item) ? item : narrow ? undefined : ids[0]
  const chosen = items.find(({ id }) => id === current)
  const choose = (id: string | undefined) =>
    void navigate({ search: { tab: 'calls', ...(state !== 'drawn' && { sample: state }), ...(id && { item: id }) }, replace: !narrow })
  useWalk(ids, current, choose, {})
  return (
    <div className={styles.two} data-open={(narrow && chosen !== undefined) || undefined}>
      <section className={queue.queue} aria-label={t('control.calls.list')}>
        <div className={cx(styles.states, 'strip')}>
          <Segments
            label={t('control.stateLabel')}
            value={state}
            options={states.map((key) => ({ key, name: t(`control.calls.state.${key}`) }))}
            onChange={(key: (typeof states)[number]) =>
              void navigate({ search: { tab: 'calls', ...(key !== 'drawn' && { sample: key }) } })
            }
          />
        </div>
        {list.isPending ? (
          <Waiting />
        ) : list.isError ? (
          <ErrorState padded error={list.error} what={t('control.calls.failed')} retry={() => void list.refetch()} busy={list.isFetching} />
        ) : items.length === 0 ? (
          <EmptyState padded icon="call" title={t(state === 'drawn' ? 'control.calls.empty.title' : 'control.emptyOther.title')}>
            {t(state === 'drawn' ? 'control.calls.empty.text' : 'control.emptyOther.text')}
          </EmptyState>
        ) : (
          <ul className={queue.items}>
            {items.map((sample) => (
              <li key={sample.id}>
                <Row sample={sample} current={sample.id === current} onChoose={() => choose(sample.id)} />
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
      </section>
      {chosen ? (
        <Call key={chosen.id} sample={chosen} kinds={list.data?.pages[0]?.falseLosses ?? []} onBack={() => choose(undefined)} />
      ) : (
        !narrow && <div className={styles.detail} />
      )}
    </div>
  )
}

function Row({ sample, current, onChoose }: { sample: QualitySample; current: boolean; onChoose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { deal, reason, dueAt, closedAt, closedBy, state, falseLoss, calledAt, tries, againAt } = sample
  return (
    <button type="button" id={`row-${sample.id}`} className={queue.item} aria-current={current || undefined} onClick={onChoose}>
      <span className={queue.itemText}>
        <span className={shared.top}>
          <b className="cut grow">{deal.client ?? deal.title}</b>
          {state === 'drawn' ? (
            <Clock due={dueAt} from={closedAt} show="words" asLimit />
          ) : (
            <span className={shared.small}>{calledAt && format.date(calledAt, now)}</span>
          )}
        </span>
        <span className={shared.line}>{[reason.name, falseLoss?.name].filter(Boolean).join(' → ')}</span>
        <span className={shared.small}>{[deal.title, closedBy?.name ?? t('control.bySystem')].join(' · ')}</span>
        {(state === 'drawn' || state === 'not-reached') && tries > 0 && (
          <span className={shared.small}>
            {[t('control.calls.tries', { count: tries }), againAt && t('control.calls.again', { moment: format.moment(againAt, now) })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </span>
    </button>
  )
}

type Kinds = QualitySamplePage['falseLosses']

function Call({ sample, kinds, onBack }: { sample: QualitySample; kinds: Kinds; onBack: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { deal, reason, closedBy, responsible, closedAt, comment, phone, email, tries, triedAt, againAt, note } = sample
  return (
    <section className={styles.detail} aria-label={deal.title}>
      <header className={queue.head}>
        <IconButton className="only-s" icon="back" label={t('control.back')} onPress={onBack} />
        <div className="grow">
          <h2 className="cut">{deal.client ?? deal.title}</h2>
          <p className="muted sm cut">{deal.title}</p>
        </div>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className="link nw">
          {t('control.openDeal')}
        </Link>
      </header>
      <div className={styles.body}>
        <p className={review.reach}>
          <Icon name="call" size={18} />
          {phone ? <a href={`tel:${phone}`}>{format.phone(phone)}</a> : <span className="muted">{t('control.calls.noPhone')}</span>}
          {email && (
            <a href={`mailto:${email}`} className="link sm">
              {email}
            </a>
          )}
        </p>
        {sample.state === 'drawn' && <p className={review.script}>{t('control.calls.ask')}</p>}
        <dl className={review.facts}>
          <div>
            <dt>{t('control.reason')}</dt>
            <dd>{reason.name}</dd>
          </div>
          <div>
            <dt>{t('control.closedBy')}</dt>
            <dd>
              {closedBy?.name ?? t('control.bySystem')}, {format.date(closedAt, now)}
            </dd>
          </div>
          <div>
            <dt>{t('control.responsible')}</dt>
            <dd>{responsible?.name ?? t('control.onExchange')}</dd>
          </div>
          {(sample.state === 'drawn' || sample.state === 'not-reached') && tries > 0 && triedAt && (
            <div>
              <dt>{t('control.calls.tried')}</dt>
              <dd>
                {[
                  `${t('control.calls.tries', { count: tries })}, ${format.momentExactly(triedAt, now)}`,
                  againAt && t('control.calls.again', { moment: format.moment(againAt, now) }),
                  sample.state === 'drawn' && note,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </dd>
            </div>
          )}
        </dl>
        {comment && (
          <blockquote className={review.comment}>
            <span className={shared.small}>{t('control.comment')}</span>
            {comment}
          </blockquote>
        )}
        {sample.state === 'drawn' ? <CallForm sample={sample} kinds={kinds} /> : <Called sample={sample} />}
      </div>
    </section>
  )
}

function Called({ sample: { state, falseLoss, note, calledBy, calledAt } }: { sample: QualitySample }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <section className={review.block}>
      <p className="row wrap">
        <Tag tone={state === 'false' ? 'broken' : 'neutral'} icon={state === 'false' ? 'x' : state === 'not-reached' ? 'missed' : 'check'}>
          {falseLoss ? falseLoss.name : t(state === 'not-reached' ? 'control.calls.ended' : 'control.calls.real')}
        </Tag>
        {state === 'false' && <span className="muted sm">{t('control.calls.counts')}</span>}
        <span className="muted sm">{[calledBy?.name, calledAt && format.momentExactly(calledAt, now)].filter(Boolean).join(' · ')}</span>
      </p>
      {note && <p>{note}</p>}
    </section>
  )
}

function CallForm({ sample: { id, mayJudge, why, responsible, closedBy }, kinds }: { sample: QualitySample; kinds: Kinds }) {
  const { t } = useTranslation()
  const judge = useSampleVerdict(id)
  const [result, setResult] = useState<'real' | 'false' | 'no-answer' | 'none'>('none')
  const [falseLoss, setFalseLoss] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [to, setTo] = useState<string>(exchange)
  const refusals = refusalsOf(judge.error)
  const need =
    result === 'none' ? t('control.calls.need.result') : result === 'false' && falseLoss === null ? t('control.calls.need.kind') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (need !== undefined || result === 'none') return
    const said = note.trim() === '' ? {} : { note: note.trim() }
    judge.mutate(
      result !== 'false'
        ? { verdict: result, ...said }
        : { verdict: 'false', ...(falseLoss !== null && { falseLoss }), responsibleId: to === exchange ? null : to, ...said },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t(`control.calls.saved.${result}`) })
          // The same call stands before whoever rang in vain: the form begins anew.
          setResult('none')
          setNote('')
        },
      },
    )
  }
  if (!mayJudge) return <p className="muted">{why}</p>
  return (
    <form className={shared.form} onSubmit={submit} noValidate>
      <div>
        <p className={shared.label}>{t('control.calls.result')}</p>
        <Choice
          look="framed"
          label={t('control.calls.result')}
          value={result}
          options={(['real', 'false', 'no-answer'] as const).map((key) => ({ key, name: t(`control.calls.${key}`) }))}
          onChange={setResult}
        />
      </div>
      {result === 'false' && <SelectField label={t('control.calls.kind')} options={kinds} value={falseLoss} onChange={setFalseLoss} />}
      <TextArea
        label={t('control.calls.note')}
        placeholder={t('control.calls.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={4000}
      />
      {result === 'false' && (
        <Receiver label={t('control.calls.to')} value={to} was={responsible?.id ?? closedBy?.id ?? null} neverBack onChange={setTo} />
      )}
      {refusals.length > 0 && <Refused title={t('control.verdict.refused')} findings={refusals} form="form" />}
      {judge.error && refusals.length === 0 && (
        <p className={shared.error} role="alert">
          {t(`fault.${faultOf(judge.error)}.title`)}. {faultText(judge.error, t)}
        </p>
      )}
      <div>
        <Button
          kind="go"
          type="submit"
          icon="check"
          busy={judge.isPending}
          why={need === undefined ? undefined : t('move.fill', { what: need })}
        >
          {t('control.calls.save')}
        </Button>
      </div>
    </form>
  )
}
