import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Deal, DealInquiry } from '@reglament/contract'
import { dealInquiriesQuery } from '../../api/leads.ts'
import { serverNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { legible } from '../leads/legible.ts'
import { useLeadWords } from '../leads/useLeadWords.ts'
import fields from './fields/Fields.module.css'
import { Section } from './Section.tsx'

/** What the marks of a link are called where people know them by a name. */
const marks = ['utm_campaign', 'utm_source', 'utm_medium', 'utm_content', 'utm_term'] as const

/** From where the client came: source, campaign and page of the inquiry that the deal was made of; a deal made by hand has none (C1). */
export function Origin({ deal: { id } }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { sourceName } = useLeadWords()
  const { data = [] } = useQuery(dealInquiriesQuery(id))
  const [first] = data
  if (!first) return null
  const { channel, via, source, campaign, page, product, deadline, inquiredAt } = first
  const others = Object.entries(campaign).filter(([key]) => !marks.some((mark) => mark === key))
  const lines: [string, string | null | undefined][] = [
    [t('origin.product'), product],
    [t('origin.deadline'), deadline],
    [t('origin.source'), sourceName(source)],
    ...marks.map((mark): [string, string | undefined] => [t(`origin.marks.${mark}`), campaign[mark]]),
    ...others,
    [t('origin.page'), page === null ? null : placeOf(page)],
  ]
  return (
    <Section
      title={t('origin.title')}
      side={
        <Link to="/leads" search={{ lead: first.id }}>
          {t('origin.lead')}
        </Link>
      }
    >
      <p className="muted sm">
        {[t(`origin.channel.${channel}`), via, format.momentExactly(inquiredAt, serverNow())].filter(Boolean).join(' · ')}
      </p>
      <dl>
        {lines.map(([name, value]) =>
          value ? (
            <div key={name} className={fields.pair}>
              <dt>{name}</dt>
              <dd>
                <span className={fields.plain}>{value}</span>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      <Further inquiries={data.slice(1)} />
    </Section>
  )
}

function Further({ inquiries }: { inquiries: readonly DealInquiry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (inquiries.length === 0) return null
  return (
    <ul>
      {inquiries.map(({ id, channel, inquiredAt, campaign }) => (
        <li key={id} className="sm">
          <Link to="/leads" search={{ lead: id }}>
            {t(`origin.channel.${channel}`)}
          </Link>{' '}
          <span className="muted">
            {[format.momentExactly(inquiredAt, serverNow()), campaign['utm_campaign']].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A page as people read it: without its marks, which stand in lines of their own. */
const placeOf = (page: string) =>
  legible(page)
    .replace(/^https?:\/\//, '')
    .replace(/[?#].*$/, '')
