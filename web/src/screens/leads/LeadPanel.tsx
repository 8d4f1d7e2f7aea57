import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadCard } from '@reglament/contract'
import { faultOf, faultText } from '../../api/faults.ts'
import { editLead, leadQuery } from '../../api/leads.ts'
import { Button, IconButton, Why } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { later } from '../../ui/later.tsx'
import { serverNow } from '../../ui/now.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import { Merges } from '../../clients/Merges.tsx'
import { Comments } from './Comments.tsx'
import { isOpen } from './isOpen.ts'
import { Arrived, Traces } from './LeadArrived.tsx'
import { Age, State } from './LeadTable.tsx'
import { Client, Route } from './LeadWho.tsx'
import { Part } from './Part.tsx'
import { Reopen } from './Reopen.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useLeadWords } from './useLeadWords.ts'
import list from './Leads.module.css'
import styles from './LeadPanel.module.css'

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
        <SkeletonRows padded rows={6} />
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
      <Arrived lead={lead} onEdit={isOpen(lead) && lead.mayAct ? () => setAsked('edit') : undefined} />
      <Client lead={lead} />
      <Route lead={lead} />
      <Comments lead={lead} />
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
      <Traces traces={lead.traceList} />
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
