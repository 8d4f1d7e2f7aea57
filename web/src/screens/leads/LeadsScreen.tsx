import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { waitingCountQuery } from '../../api/leads.ts'
import { leadCampaignsQuery, leadSourcesQuery } from '../../api/queries.ts'
import type { LeadsSearch } from '../../router.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { later } from '../../ui/later.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { inquiryChannels } from './channels.ts'
import { LeadPanel } from './LeadPanel.tsx'
import { LeadList } from './LeadList.tsx'
import { NewLead } from './NewLead.tsx'
import { Quarantine } from './Quarantine.tsx'
import { WhoseChip } from './WhoseChip.tsx'
import { useLeadWords } from './useLeadWords.ts'
import styles from './Leads.module.css'

const Answers = later(async () => (await import('./Answers.tsx')).Answers)
const SpanChip = later(async () => (await import('../../lists/RangeChip.tsx')).SpanChip)

const route = getRouteApi('/inside/leads')
/** Days of which first answers are shown until others are chosen. */
const usualSpan = 'last-30-days'

/** Leads by age: what came, from where, how long it waits for its first answer; one of them beside the list (C1–C4, C10). */
export function LeadsScreen() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = useNarrow()
  const [adding, setAdding] = useState(false)
  const { sources: list, unlisted } = useLeadWords()
  const { show, span = usualSpan, source, channel, campaign, whose, lead } = search
  const { data: campaigns = [] } = useQuery(leadCampaignsQuery)
  const maySet = rights.changeRegulation
  const { data: waiting } = useQuery({ ...waitingCountQuery, enabled: maySet })
  const { data: sent = [] } = useQuery(leadSourcesQuery)
  const sources = [...list, ...unlisted(sent)]
  const isQuarantine = show === 'quarantine' && maySet
  const isAnswers = show === 'answers'
  const isList = !isQuarantine && !isAnswers
  const go = (change: LeadsSearch) => void navigate({ search: { ...search, lead: undefined, ...change } })
  const tabs = [
    { key: 'all', name: t('leads.all') },
    { key: 'open', name: t('leads.open') },
    { key: 'answers', name: t('answers.tab') },
    ...(maySet ? [{ key: 'quarantine', name: [t('leads.quarantine'), waiting].filter(Boolean).join('\u00A0') }] : []),
  ] as const

  const bar = (
    <>
      <Segments
        label={t('leads.tabs')}
        value={isQuarantine ? 'quarantine' : show === 'open' || isAnswers ? show : show === undefined ? 'all' : null}
        options={tabs}
        onChange={(key) => go({ show: key === 'all' ? undefined : (key as 'open' | 'answers' | 'quarantine') })}
      />
      {isAnswers && (
        <SpanChip label={t('answers.span')} value={span} onChange={(next) => go({ span: next === usualSpan ? undefined : next })} />
      )}
      {isList && (
        <>
          <SearchBox
            label={t('leads.search')}
            hint={t('leads.searchHint')}
            value={search.q ?? ''}
            onChange={(q) => go({ q: q === '' ? undefined : q })}
          />
          <FilterChip
            label={t('leads.byStatus')}
            value={show === 'converted' || show === 'rejected' || show === 'open' ? show : null}
            options={[
              { key: 'open', name: t('leads.open') },
              { key: 'converted', name: t('leads.status.converted') },
              { key: 'rejected', name: t('leads.status.rejected') },
            ]}
            empty={t('leads.anyState')}
            onChange={(key) => go({ show: (key ?? undefined) as LeadsSearch['show'] })}
          />
          <FilterChip
            label={t('leads.bySource')}
            value={source ?? null}
            options={
              source === undefined || sources.some(({ key }) => key === source) ? sources : [...sources, { key: source, name: source }]
            }
            empty={t('leads.any')}
            onChange={(key) => go({ source: key ?? undefined })}
          />
          <FilterChip
            label={t('leads.byChannel')}
            value={channel ?? null}
            options={inquiryChannels.map((key) => ({ key, name: t(`origin.channel.${key}`) }))}
            empty={t('leads.any')}
            onChange={(key) => go({ channel: (key ?? undefined) as LeadsSearch['channel'] })}
          />
          <WhoseChip value={whose ?? null} onChange={(key) => go({ whose: key ?? undefined })} />
          {(campaigns.length > 0 || campaign !== undefined) && (
            <FilterChip
              label={t('leads.byCampaign')}
              value={campaign ?? null}
              options={[...new Set([...campaigns, ...(campaign === undefined ? [] : [campaign])])].map((name) => ({ key: name, name }))}
              empty={t('lists.anyShe')}
              onChange={(key) => go({ campaign: key ?? undefined })}
            />
          )}
        </>
      )}
    </>
  )
  const add = rights.createDeals && (
    <Button size="s" icon="plus" label={t('leads.add')} onPress={() => setAdding(true)}>
      <span className="hide-s">{t('leads.add')}</span>
    </Button>
  )
  return (
    <Screen title={t('shell.leads')} searchAbove={isList} bar={narrow && lead !== undefined ? undefined : bar} actions={add}>
      <div className={cx(styles.page, lead !== undefined && isList && styles.withPanel)}>
        <section className={styles.list} aria-label={t('shell.leads')}>
          {isQuarantine ? (
            <Quarantine />
          ) : isAnswers ? (
            <Answers span={span} />
          ) : (
            <LeadList search={search} onOrder={(order) => go({ order })} onAll={() => void navigate({ search: {} })} />
          )}
        </section>
        {lead !== undefined && isList && <LeadPanel key={lead} id={lead} onClose={() => go({})} />}
      </div>
      <NewLead opened={adding} onClose={() => setAdding(false)} onMade={(id) => go({ lead: id, show: undefined })} />
    </Screen>
  )
}
