import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadCard, LeadTrace } from '@reglament/contract'
import { Button } from '../../ui/Button.tsx'
import { serverNow } from '../../ui/now.ts'
import { MailWay, PhoneWay } from '../../ui/Ways.tsx'
import { useFormat } from '../../words/format.tsx'
import { legible } from './legible.ts'
import { Part } from './Part.tsx'
import { useLeadWords } from './useLeadWords.ts'
import styles from './LeadPanel.module.css'

type Line = { key: string; name: string; value: ReactNode }

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className={styles.lines}>
      {lines.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const linesOf = (values: Record<string, unknown>): Line[] =>
  Object.entries(values).map(([key, value]) => ({ key, name: key, value: said(value) }))

/** Only an address of the web is a link: what a stranger sends may be anything. */
const isAddress = (page: string) => /^https?:\/\//i.test(page)
const Page = ({ page }: { page: string }) =>
  isAddress(page) ? (
    <a href={page} target="_blank" rel="noopener noreferrer">
      {legible(page)}
    </a>
  ) : (
    <>{page}</>
  )

/** What was sent: the words, the ways to answer, where it came from. */
export function Arrived({ lead, onEdit }: { lead: LeadCard; onEdit: (() => void) | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { sourceName } = useLeadWords()
  const { phone, phoneExtension, phoneIsGood, email, messenger, budget, page, fields, campaign } = lead
  const given: Record<string, ReactNode> = {
    phone:
      phone &&
      (phoneIsGood ? (
        <>
          <PhoneWay phone={phone} barred={lead.doNotCall}>
            {format.phone(phone)}
          </PhoneWay>
          {phoneExtension && <span className="muted sm nw"> {t('clients.ways.extension', { extension: phoneExtension })}</span>}
        </>
      ) : (
        <>
          {phone} <span className="is-broken sm">{t('leads.badPhone')}</span>
        </>
      )),
    email: email && (
      <MailWay email={email} barred={lead.doNotMail}>
        {email}
      </MailWay>
    ),
    messenger: messenger && `${messenger.kind}: ${messenger.id}`,
    company: lead.company,
    inn: lead.inn,
    product: lead.product,
    deadline: lead.deadline,
    budget: budget && format.money(budget),
    channel: t(`origin.channel.${lead.channel}`),
    source: sourceName(lead.source),
    page: page && <Page page={page} />,
    tags: lead.tags.join(', '),
    inquiredAt: format.momentExactly(lead.inquiredAt, serverNow()),
  }
  const lines = Object.entries(given).flatMap(([key, value]) => (value ? [{ key, name: t(`leads.part.${key as 'phone'}`), value }] : []))
  return (
    <Part
      title={t('leads.arrived')}
      action={
        onEdit && (
          <Button kind="quiet" size="s" icon="pen" onPress={onEdit}>
            {t('leads.edit')}
          </Button>
        )
      }
    >
      {lead.text && (
        <p className={styles.text} tabIndex={lead.text.length > 1200 ? 0 : undefined}>
          {lead.text}
        </p>
      )}
      <Lines lines={lines} />
      {Object.keys(campaign).length > 0 && (
        <>
          <h4>{t('leads.campaign')}</h4>
          <Lines lines={linesOf(campaign)} />
        </>
      )}
      {Object.keys(fields).length > 0 && (
        <>
          <h4>{t('leads.otherFields')}</h4>
          <Lines lines={linesOf(fields)} />
        </>
      )}
    </Part>
  )
}

/** Every time that this person has asked, as it came. */
export function Traces({ traces }: { traces: readonly LeadTrace[] }) {
  const { t } = useTranslation()
  return (
    <Part title={t('leads.traces')}>
      {traces.length > 1 && <p className="muted sm">{t('leads.tracesMore')}</p>}
      <ul className={styles.traces}>
        {traces.map((trace) => (
          <Trace key={trace.id} trace={trace} />
        ))}
      </ul>
    </Part>
  )
}

function Trace({ trace: { at, channel, via, page, campaign, payload, text } }: { trace: LeadTrace }) {
  const { t } = useTranslation()
  const format = useFormat()
  const raw = Object.keys(payload).length > 0 ? JSON.stringify(payload, null, 2) : ''
  return (
    <li>
      <p className="row between">
        <span>{[t(`origin.channel.${channel}`), via].filter(Boolean).join(' · ')}</span>
        <span className="muted sm nw">{format.momentExactly(at, serverNow())}</span>
      </p>
      {text && <p className="t2">{text}</p>}
      {page && (
        <p className="sm">
          <Page page={page} />
        </p>
      )}
      {Object.keys(campaign).length > 0 && (
        <p className="muted sm">
          {Object.entries(campaign)
            .map(([key, value]) => `${key}=${value}`)
            .join(', ')}
        </p>
      )}
      {raw && (
        <details>
          <summary>{t('leads.raw')}</summary>
          <pre className={styles.raw} tabIndex={0}>
            {raw}
          </pre>
        </details>
      )}
    </li>
  )
}
