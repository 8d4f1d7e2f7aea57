import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadCard, LeadTrace } from '@reglament/contract'
import { faultOf, faultText } from '../../api/faults.ts'
import { editLead, leadQuery } from '../../api/leads.ts'
import { clientDealsQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button, IconButton, Why } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { serverNow } from '../../ui/now.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { MailWay, PhoneWay } from '../../ui/Ways.tsx'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import { Merges } from '../../clients/Merges.tsx'
import { Attach } from './Attach.tsx'
import { isOpen } from './isOpen.ts'
import { legible } from './legible.ts'
import { Age, State } from './LeadTable.tsx'
import { Part } from './Part.tsx'
import { Reopen } from './Reopen.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useLeadWords } from './useLeadWords.ts'
import list from './Leads.module.css'
import styles from './LeadPanel.module.css'
import { later } from '../../ui/later.tsx'

const ConvertDialog = later(async () => (await import('./ConvertDialog.tsx')).ConvertDialog)
const EditDialog = later(async () => (await import('./EditDialog.tsx')).EditDialog)
const RejectDialog = later(async () => (await import('./RejectDialog.tsx')).RejectDialog)

/** One lead beside the list: what came, who it is, why it came to whom, and what may be made of it. */
export function LeadPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = useQuery(leadQuery(id))
  return (
    <aside className={styles.panel} aria-label={t('leads.card')}>
      <button type="button" className={styles.back} onClick={onClose}>
        <Icon name="back" size={14} />
        {t('leads.back')}
      </button>
      {error && faultOf(error) === 'missing' ? (
        // It was in sight a moment ago: somebody has taken it, and nothing here may be done with it.
        <EmptyState
          padded
          icon="lock"
          title={t(data ? 'leads.gone' : 'leads.missing')}
          action={
            <Button size="s" onPress={onClose}>
              {t('leads.back')}
            </Button>
          }
        >
          {t(data ? 'leads.goneText' : 'leads.missingText')}
        </EmptyState>
      ) : data ? (
        <Card lead={data} onClose={onClose} />
      ) : error ? (
        <ErrorState padded error={error} what={t('leads.cardFailed')} retry={() => void refetch()} busy={isFetching} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </aside>
  )
}

function Card({ lead, onClose }: { lead: LeadCard; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { nameOf } = useLeadWords()
  const [asked, setAsked] = useState<'convert' | 'edit' | 'reject'>()
  const take = useMutation({
    mutationFn: () => editLead(lead, { status: 'in-work' }),
    onSuccess: () => toast({ kind: 'done', title: t('leads.taken') }),
    onError: (error) => toast({ kind: 'failed', title: t('leads.notDone'), text: faultText(error, t) }),
  })
  const { dueAt, answeredAt } = lead.firstAnswer
  const close = () => setAsked(undefined)
  return (
    <>
      <header className={styles.head}>
        <h2>{nameOf(lead)}</h2>
        <IconButton size="s" icon="x" label={t('ui.close')} onPress={onClose} className={styles.close} />
        <p className={styles.marks}>
          <State lead={lead} />
          <Tag icon={lead.returning ? 'loop' : 'client'}>{t(lead.returning ? 'leads.clientReturning' : 'leads.clientNew')}</Tag>
          {lead.doNotCall && <Tag tone="risk">{t('leads.doNotCall')}</Tag>}
          {lead.doNotMail && <Tag tone="risk">{t('leads.doNotMail')}</Tag>}
          <Age lead={lead} />
        </p>
        {isOpen(lead) && dueAt !== null && answeredAt === null && (
          <p className="muted sm">{t('leads.waitsFor', { moment: format.momentExactly(dueAt, serverNow()) })}</p>
        )}
        {lead.rejection && (
          <p className="t2">
            {t('leads.rejectedAs', { reason: lead.rejection.name })}
            {lead.rejection.comment && ` — ${lead.rejection.comment}`}
          </p>
        )}
        {lead.status === 'rejected' && lead.mayAct && lead.mergedInto === null && (
          <div className={styles.acts}>
            <Reopen id={lead.id} />
          </div>
        )}
        {lead.mergedInto && (
          <p>
            <Link to="/leads" search={{ lead: lead.mergedInto }} className={list.deal}>
              {t('leads.mergedInto')}
            </Link>
          </p>
        )}
        {lead.offer && lead.mayAct && (
          <Why>
            {lead.offer.text} <Clause clause={lead.offer.clause} number={lead.offer.clauseNumber} />
          </Why>
        )}
        {isOpen(lead) &&
          (lead.mayAct ? (
            <div className={styles.acts}>
              <Button kind="go" icon="deals" onPress={() => setAsked('convert')}>
                {t('leads.convert')}
              </Button>
              {lead.status === 'new' && (
                <Button busy={take.isPending} onPress={() => take.mutate()}>
                  {t('leads.take')}
                </Button>
              )}
              <Button onPress={() => setAsked('reject')}>{t('leads.reject')}</Button>
            </div>
          ) : lead.mayTake ? (
            <div className={styles.acts}>
              <Button kind="go" busy={take.isPending} onPress={() => take.mutate()}>
                {t('leads.take')}
              </Button>
            </div>
          ) : (
            <Why>{t('leads.mayNot')}</Why>
          ))}
      </header>
      <What lead={lead} onEdit={isOpen(lead) && lead.mayAct ? () => setAsked('edit') : undefined} />
      <Client lead={lead} />
      <Route lead={lead} />
      <Suggestions lead={lead} />
      <Merges kind="lead" id={lead.id} className={styles.part} />
      {lead.letters.length > 0 && (
        <Part title={t('leads.letters')}>
          <ul className={styles.history}>
            {lead.letters.map(({ template, kind, at, clause, clauseNumber }) => (
              <li key={`${template} ${kind} ${at}`}>
                <span>
                  {t(`leads.letterOf.${template as 'greeting'}`)}
                  {kind && `, ${t(`leads.letterBy.${kind as 'mail'}`)}`} <Clause clause={clause} number={clauseNumber} />
                </span>
                <span className="muted sm nw">{format.momentExactly(at, serverNow())}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('leads.traces')}>
        {lead.traceList.length > 1 && <p className="muted sm">{t('leads.tracesMore')}</p>}
        <ul className={styles.traces}>
          {lead.traceList.map((trace) => (
            <Trace key={trace.id} trace={trace} />
          ))}
        </ul>
      </Part>
      {lead.history.length > 0 && (
        <Part title={t('leads.history')}>
          <ol className={styles.history}>
            {lead.history.map(({ id, at, summary, by, clause, clauseNumber }) => (
              <li key={id}>
                <span>
                  {[summary, by?.name].filter(Boolean).join(' · ')} <Clause clause={clause} number={clauseNumber} />
                </span>
                <span className="muted sm nw">{format.momentExactly(at, serverNow())}</span>
              </li>
            ))}
          </ol>
        </Part>
      )}
      <ConvertDialog lead={lead} opened={asked === 'convert'} onClose={close} />
      <EditDialog lead={lead} opened={asked === 'edit'} onClose={close} />
      <RejectDialog lead={lead} opened={asked === 'reject'} onClose={close} />
    </>
  )
}

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

function What({ lead, onEdit }: { lead: LeadCard; onEdit: (() => void) | undefined }) {
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

function Client({ lead }: { lead: LeadCard }) {
  const { t } = useTranslation()
  return (
    <Part title={t('leads.client')}>
      {lead.contact ? (
        <>
          <p>
            <Link to="/contacts/$contactId" params={{ contactId: lead.contact.id }} className={list.deal}>
              {lead.contact.name}
            </Link>
            {lead.client && lead.client.id !== lead.contact.id && <span className="muted"> · {lead.client.name}</span>}
          </p>
          {lead.knownBy.length > 0 && (
            <p className="muted sm">
              {t('leads.clientKnown', { by: lead.knownBy.map((kind) => t(`leads.knownBy.${kind as 'phone'}`)).join(', ') })}
            </p>
          )}
          {isOpen(lead) && lead.mayAct && <OpenDeals lead={lead} contactId={lead.contact.id} />}
        </>
      ) : (
        <p className="muted">{t('leads.clientUnknown')}</p>
      )}
    </Part>
  )
}

function OpenDeals({ lead, contactId }: { lead: LeadCard; contactId: string }) {
  const { t } = useTranslation()
  const { data } = useInfiniteQuery(clientDealsQuery({ kind: 'contact', id: contactId }))
  const deals = data?.pages.flatMap(({ items }) => items).filter(({ status }) => status === 'open') ?? []
  if (deals.length === 0) return null
  return (
    <>
      <h4>{t('leads.dealsOf')}</h4>
      <ul className={styles.deals}>
        {deals.map(({ id, number, title }) => (
          <li key={id}>
            <span>{title}</span>
            <Attach lead={lead} deal={{ id, number }} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Route({ lead: { route, responsible } }: { lead: LeadCard }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { member } = useMe()
  return (
    <Part title={t(responsible?.id === member.id ? 'leads.whyMe' : 'leads.whyWho')}>
      <p>
        {responsible && responsible.id !== member.id && <b>{responsible.name}. </b>}
        {route.text} <Clause clause={route.clause} number={route.clauseNumber} />
      </p>
      {route.reservedUntil && (
        <p className="muted sm">
          {[route.reservedFor?.name, t('leads.keptUntil', { moment: format.momentExactly(route.reservedUntil, serverNow()) })]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
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
