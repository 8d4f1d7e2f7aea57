import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FirstAnswerReport } from '@reglament/contract'
import { firstAnswersQuery } from '../../api/leads.ts'
import { useMe } from '../../shell/useMe.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './Answers.module.css'

type Figures = FirstAnswerReport['whole']
/** Of those whose time is over: what still has time counts for nobody and against nobody. */
const shareOf = ({ inTime, late }: Figures) => (inTime + late === 0 ? null : inTime / (inTime + late))

/** How fast inquiries were answered in a span of days, all told and by manager; who sees only his own sees his own (C10). */
export function Answers({ span }: { span: string }) {
  const { t } = useTranslation()
  const { member, rights } = useMe()
  const { data, error, refetch, isFetching } = useQuery({ ...firstAnswersQuery(span), placeholderData: keepPreviousData })
  if (!data)
    return error ? (
      <ErrorState padded error={error} what={t('answers.failed')} retry={() => void refetch()} busy={isFetching} />
    ) : (
      <SkeletonRows padded rows={8} />
    )
  const isOwn = rights.sees === 'own'
  const figures = isOwn ? data.items.find(({ responsible }) => responsible?.id === member.id) : data.whole
  if (data.items.length === 0)
    return (
      <EmptyState padded icon="chart" title={t('answers.empty')}>
        {t('answers.emptyText')}
      </EmptyState>
    )
  return (
    <div aria-busy={isFetching}>
      <p className={styles.term}>
        {data.term === null ? (
          t('answers.noTerm')
        ) : (
          <>
            {t('answers.term', { term: data.term.text })} <Clause clause={data.term.clause} number={data.term.clauseNumber} />
          </>
        )}
        <span className="muted"> {t('answers.counted')}</span>
      </p>
      {figures ? (
        <Strip figures={figures} isOwn={isOwn} hasTerm={data.term !== null} />
      ) : (
        <p className={styles.term}>{t('answers.noneOwn')}</p>
      )}
      {(!isOwn || data.items.some(({ responsible }) => responsible?.id !== member.id)) && <ByManager report={data} isOwn={isOwn} />}
    </div>
  )
}

function Strip({ figures, isOwn, hasTerm }: { figures: Figures; isOwn: boolean; hasTerm: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { inquiries, answered, inTime, late, medianMinutes, averageMinutes } = figures
  const share = shareOf(figures)
  const span = (minutes: number | null) => (minutes === null ? '–' : minutes < 1 ? t('answers.instant') : format.workSpan(minutes))
  const told = [
    ...(hasTerm
      ? [
          {
            name: 'inTime' as const,
            value: share === null ? '–' : format.percent(share),
            small: t('answers.of', { some: format.number(inTime), all: format.number(inTime + late) }),
          },
          { name: 'late' as const, value: format.number(late), small: t('answers.lateText'), isBroken: late > 0 },
        ]
      : []),
    { name: 'median' as const, value: span(medianMinutes), small: t('answers.medianText') },
    { name: 'average' as const, value: span(averageMinutes), small: t('answers.averageText') },
    { name: 'inquiries' as const, value: format.number(inquiries), small: t('answers.answeredText', { some: format.number(answered) }) },
  ]
  return (
    <dl className={styles.strip} aria-label={t(isOwn ? 'answers.own' : 'answers.whole')}>
      {told.map(({ name, value, small, isBroken }) => (
        <div key={name}>
          <dt>{t(`answers.${name}`)}</dt>
          <dd data-broken={isBroken || undefined}>{value}</dd>
          <dd className={styles.small}>{small}</dd>
        </div>
      ))}
    </dl>
  )
}

function ByManager({ report, isOwn }: { report: FirstAnswerReport; isOwn: boolean }) {
  const { t } = useTranslation()
  const hasTerm = report.term !== null
  return (
    <table className={styles.table} aria-label={t('answers.byManager')}>
      <thead>
        <tr>
          <th scope="col">{t('answers.manager')}</th>
          <th scope="col">{t('answers.inquiries')}</th>
          <th scope="col">{t('answers.answered')}</th>
          {hasTerm && <th scope="col">{t('answers.inTime')}</th>}
          {hasTerm && <th scope="col">{t('answers.late')}</th>}
          <th scope="col">{t('answers.median')}</th>
          <th scope="col">{t('answers.average')}</th>
        </tr>
      </thead>
      <tbody>
        {report.items.map(({ responsible, ...figures }) => (
          <tr key={responsible?.id ?? 'exchange'}>
            <th scope="row">
              {responsible === null ? (
                <span className="muted">{t('answers.exchange')}</span>
              ) : (
                <span className={styles.who}>
                  <Avatar name={responsible.name} size="s" silent />
                  <span className="cut">{responsible.name}</span>
                </span>
              )}
            </th>
            <Cells figures={figures} hasTerm={hasTerm} />
          </tr>
        ))}
      </tbody>
      {!isOwn && report.items.length > 1 && (
        <tfoot>
          <tr>
            <th scope="row">{t('answers.whole')}</th>
            <Cells figures={report.whole} hasTerm={hasTerm} />
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Cells({ figures, hasTerm }: { figures: Figures; hasTerm: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { inquiries, answered, late, medianMinutes, averageMinutes } = figures
  const share = shareOf(figures)
  const none = <span className={styles.none}>–</span>
  const span = (minutes: number | null) => (minutes === null ? none : minutes < 1 ? t('answers.instant') : format.workSpan(minutes))
  return (
    <>
      <td data-name={t('answers.inquiries')}>{format.number(inquiries)}</td>
      <td data-name={t('answers.answered')}>{format.number(answered)}</td>
      {hasTerm && (
        <td data-name={t('answers.inTime')}>
          {share === null ? (
            none
          ) : (
            <span className={styles.share}>
              <i style={{ inlineSize: `${share * 100}%` }} aria-hidden="true" />
              {format.percent(share)}
            </span>
          )}
        </td>
      )}
      {hasTerm && (
        <td data-name={t('answers.late')} className={late > 0 ? 'is-broken' : undefined}>
          {late === 0 ? none : format.number(late)}
        </td>
      )}
      <td data-name={t('answers.median')}>{span(medianMinutes)}</td>
      <td data-name={t('answers.average')}>{span(averageMinutes)}</td>
    </>
  )
}
