import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Lead } from '@reglament/contract'
import type { Selection } from '../../lists/useSelection.ts'
import type { LeadsSearch } from '../../router.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Waits } from '../../ui/Waits.tsx'
import { useFormat } from '../../words/format.tsx'
import { useLeadWords } from './useLeadWords.ts'
import { cx } from '../../ui/cx.ts'
import styles from './Leads.module.css'

type Props = {
  leads: readonly Lead[]
  current: string | undefined
  search: LeadsSearch
  /** Those that may be chosen: they are open, and who looks may act on them. */
  free: readonly string[]
  selection: Selection
  onOrder: (order: LeadsSearch['order']) => void
}

/** Leads, a row for each: who and what, from where, how long it waits against its limit, whose, what became of it. */
export function LeadTable({ leads, current, search, free, selection, onOrder }: Props) {
  const { t } = useTranslation()
  const searched = search.q !== undefined
  const oldest = search.order === 'oldest' && !searched
  const all = free.length > 0 && free.every((id) => selection.chosen.has(id))
  return (
    <table className={cx('list-table', styles.table)}>
      <thead>
        <tr>
          <th scope="col">
            {free.length > 0 && (
              <input
                type="checkbox"
                className={styles.box}
                checked={all}
                onChange={() => selection.toggleAll(free)}
                aria-label={t('leads.chooseAll')}
                data-hint={t('leads.chooseAll')}
              />
            )}
            {t('leads.who')}
          </th>
          <th scope="col">{t('leads.from')}</th>
          <th scope="col" aria-sort={oldest ? 'descending' : 'ascending'}>
            {searched ? (
              t('leads.age')
            ) : (
              <button
                type="button"
                className={styles.sort}
                data-on={oldest || undefined}
                data-hint={t(oldest ? 'leads.newestFirst' : 'leads.oldestFirst')}
                onClick={() => onOrder(oldest ? undefined : 'oldest')}
              >
                {t('leads.age')}
                <Icon name="down" size={12} />
              </button>
            )}
          </th>
          <th scope="col">{t('leads.responsible')}</th>
          <th scope="col">{t('leads.state')}</th>
        </tr>
      </thead>
      <tbody>
        {leads.map((lead) => (
          <Row
            key={lead.id}
            lead={lead}
            current={lead.id === current}
            search={search}
            chosen={free.includes(lead.id) ? selection.chosen.has(lead.id) : undefined}
            onChoose={selection.toggle}
          />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = {
  lead: Lead
  current: boolean
  search: LeadsSearch
  /** Left out where it may not be chosen. */
  chosen: boolean | undefined
  onChoose: Selection['toggle']
}

function Row({ lead, current, search, chosen, onChoose }: RowProps) {
  const { t } = useTranslation()
  const { nameOf, sourceName } = useLeadWords()
  const name = nameOf(lead)
  const about = [lead.text, lead.product, lead.company].find((one) => one && one !== name)
  return (
    <tr data-current={current || undefined}>
      <td>
        {chosen !== undefined && (
          <input
            type="checkbox"
            className={styles.box}
            checked={chosen}
            aria-label={t('leads.choose', { name })}
            onChange={() => undefined}
            onClick={(event) => onChoose(lead.id, event.shiftKey)}
          />
        )}
        <span className={styles.name}>
          <Link to="/leads" search={{ ...search, lead: lead.id }} aria-current={current || undefined}>
            {name}
          </Link>
          {lead.returning && <Tag icon="loop">{t('leads.clientReturning')}</Tag>}
        </span>
        {about && <span className={styles.under}>{about}</span>}
        {(lead.alike > 0 || lead.traces > 1) && (
          <span className={styles.under}>
            {[
              lead.alike > 0 ? t('leads.alike', { count: lead.alike }) : '',
              lead.traces > 1 ? t('leads.again', { count: lead.traces - 1 }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </td>
      <td>
        {t(`origin.channel.${lead.channel}`)}
        {(lead.source || lead.campaign['utm_campaign']) && (
          <span className={styles.under}>{[sourceName(lead.source), lead.campaign['utm_campaign']].filter(Boolean).join(' · ')}</span>
        )}
      </td>
      <td>
        <Age lead={lead} />
      </td>
      <td>{lead.responsible?.name ?? (lead.status !== 'rejected' && <span className="muted">{t('leads.noOne')}</span>)}</td>
      <td>
        <State lead={lead} />
      </td>
    </tr>
  )
}

/** The clock of the first answer: it runs against its limit until somebody has answered; then it says how long that took (C10). */
export function Age({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { dueAt, answeredAt, workingMinutes, late } = lead.firstAnswer
  if (answeredAt !== null) {
    const span = format.workSpan(workingMinutes ?? 0)
    return (
      <span className={late ? 'is-broken nw' : 'muted nw'} data-hint={t('leads.answeredHint', { moment: format.exactly(answeredAt) })}>
        {t(late ? 'leads.answeredLate' : 'leads.answered', { span })}
      </span>
    )
  }
  if (lead.status === 'rejected') return <span className="muted">{t('leads.notAnswered')}</span>
  return <Waits since={lead.inquiredAt} due={dueAt} bare />
}

/** What a lead is now; a deal made of it is one click away. */
export function State({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  if (lead.deal)
    return (
      <Link to="/deals/$dealId" params={{ dealId: lead.deal.id }} className={styles.deal}>
        {t('leads.isDeal', { number: lead.deal.number })}
      </Link>
    )
  if (lead.status === 'rejected') return <Tag icon="x">{lead.rejection?.name ?? t('leads.status.rejected')}</Tag>
  return <Tag tone={lead.status === 'new' ? 'accent' : 'neutral'}>{t(`leads.status.${lead.status}`)}</Tag>
}
