import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Pipeline } from '@reglament/contract'
import { fieldsQuery, leadCampaignsQuery, membersQuery, regulationQuery, teamsQuery } from '../api/queries.ts'
import { useMe } from '../shell/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { FilterChip, MultiChip } from '../ui/FilterChip.tsx'
import { Icon } from '../ui/Icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu } from '../ui/Menu.tsx'
import chip from '../ui/FilterChip.module.css'
import segments from '../ui/Segments.module.css'
import { Segments } from '../ui/Segments.tsx'
import { cleared, isNarrowed, valuesOf, withField, type DealSearch } from './search.ts'
import { ViewsMenu } from './ViewsMenu.tsx'
import styles from './Lists.module.css'

const SpanChip = later(async () => (await import('./RangeChip.tsx')).SpanChip)
const BudgetChip = later(async () => (await import('./RangeChip.tsx')).BudgetChip)
const NumberChip = later(async () => (await import('./RangeChip.tsx')).NumberChip)
const TextChip = later(async () => (await import('./RangeChip.tsx')).TextChip)

const states = ['overdue', 'stuck', 'untouched', 'broken'] as const

/** What can be added to the bar; fields of the card stand behind their key. */
const addable = ['budget', 'created', 'entered', 'nextTask', 'clause', 'campaign', 'returning'] as const
type Addable = (typeof addable)[number] | `field:${string}`

/** The filters that the board and the table share; they stand in the address bar, so that a view can be sent to a colleague. */
export function FilterBar({
  screen,
  search,
  pipelines,
  pipeline,
  onChange,
  onReplace,
  searchRef,
  children,
}: {
  screen: 'board' | 'table'
  search: DealSearch
  pipelines: readonly Pipeline[]
  pipeline: Pipeline | undefined
  onChange: (change: { [Name in keyof DealSearch]?: DealSearch[Name] | undefined }) => void
  onReplace: (search: DealSearch, screen: 'board' | 'table') => void
  searchRef?: Ref<HTMLInputElement>
  /** What stands at the end of the bar: the total, more buttons. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const { member, rights, workspace } = useMe()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const { data: book } = useQuery({ ...regulationQuery, enabled: search.clause !== undefined })
  const { data: members = [] } = useQuery(membersQuery)
  const [added, setAdded] = useState<readonly Addable[]>([])
  const seesMany = rights.sees !== 'own'
  const people = members
    .filter(({ deactivatedAt, id }) => deactivatedAt === null || search.responsible?.includes(id))
    .map(({ id, name }) => ({ key: id, name }))
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: seesMany })
  const { data: campaigns = [] } = useQuery({ ...leadCampaignsQuery, enabled: added.includes('campaign') || search.campaign !== undefined })
  const own = fields.filter(({ system }) => !system)
  const isShown = (what: Addable) =>
    added.includes(what) ||
    (what.startsWith('field:') ? valuesOf(search, what.slice(6)).length > 0 : search[what as (typeof addable)[number]] !== undefined)
  const startsOpen = (what: Addable) => added.at(-1) === what
  const rest: Addable[] = [...own.map(({ key }) => `field:${key}` as const), ...addable].filter((what) => !isShown(what))
  const nameOf = (what: Addable) =>
    what.startsWith('field:') ? (own.find(({ key }) => key === what.slice(6))?.name ?? '') : t(`lists.${what as (typeof addable)[number]}`)
  const add = (what: Addable) => {
    // What is asked of the clauses needs their names.
    if (what === 'clause') onChange({ clause: 'overdue' })
    setAdded((before) => [...before, what])
  }
  const narrowed = isNarrowed(search) || search.stages !== undefined
  return (
    <>
      <span className={segments.segments} role="group" aria-label={t('lists.screen')}>
        {(['board', 'table'] as const).map((one) => (
          <Link
            key={one}
            to={one === 'board' ? '/deals' : '/deals/table'}
            search={search as never}
            activeOptions={{ exact: true, includeSearch: false }}
            aria-current={one === screen ? 'page' : undefined}
            preload="intent"
          >
            <Icon name={one === 'board' ? 'deals' : 'menu'} size={14} />
            {t(`lists.${one}`)}
          </Link>
        ))}
      </span>
      <ViewsMenu screen={screen} search={search} onOpen={onReplace} />
      {seesMany && people.length > 1 && (
        <Segments
          label={t('board.whose')}
          value={search.responsible === undefined ? 'all' : search.responsible === 'me' || search.responsible === member.id ? 'mine' : null}
          options={[
            ...(rights.createDeals ? [{ key: 'mine' as const, name: t('board.mine') }] : []),
            { key: 'all' as const, name: t('board.all') },
          ]}
          onChange={(whose) => onChange({ responsible: whose === 'mine' ? 'me' : undefined })}
        />
      )}
      {pipelines.length > 1 && pipeline && (
        <FilterChip
          label={t('board.pipeline')}
          value={screen === 'table' ? (search.pipeline ?? null) : pipeline.key}
          options={pipelines.map(({ key, name }) => ({ key, name }))}
          {...(screen === 'table' && { empty: t('lists.anyShe') })}
          onChange={(key) => onChange({ pipeline: key ?? undefined, stage: undefined, stages: undefined })}
        />
      )}
      {seesMany && people.length > 1 && (
        <MultiChip
          label={t('board.responsible')}
          values={search.responsible === undefined ? [] : search.responsible.split(',')}
          options={[{ key: 'me', name: t('lists.me') }, ...people, { key: 'none', name: t('lists.exchange') }]}
          empty={t('board.anyone')}
          onChange={(ids) => onChange({ responsible: ids.join(',') || undefined })}
        />
      )}
      {seesMany && (teams.length > 1 || search.team !== undefined) && (
        <FilterChip
          label={t('lists.team')}
          value={search.team ?? null}
          options={teams.map(({ id, name }) => ({ key: id, name }))}
          empty={t('lists.anyShe')}
          onChange={(team) => onChange({ team: team ?? undefined })}
        />
      )}
      {screen === 'table' && (
        <>
          <FilterChip
            label={t('lists.status')}
            value={search.status ?? 'open'}
            options={(['open', 'won', 'lost', 'all'] as const).map((key) => ({ key, name: t(`lists.statusOf.${key}`) }))}
            onChange={(status) => onChange({ status: status === 'open' ? undefined : (status as DealSearch['status']) })}
          />
          {pipeline && (
            <MultiChip
              label={t('lists.stage')}
              values={search.stages?.split(',') ?? []}
              options={pipeline.stages.map(({ key, name }) => ({ key, name }))}
              empty={t('lists.any')}
              onChange={(stages) =>
                onChange({ stages: stages.join(',') || undefined, ...(stages.length > 0 && { pipeline: search.pipeline ?? pipeline.key }) })
              }
            />
          )}
        </>
      )}
      <MultiChip
        label={t('lists.state')}
        values={search.state?.split(',') ?? []}
        options={states.map((key) => ({ key, name: t(`lists.stateOf.${key}`) }))}
        empty={t('lists.anyIt')}
        onChange={(some) => onChange({ state: some.join(',') || undefined })}
      />
      {own
        .filter(({ key }) => isShown(`field:${key}`))
        .map((field) => (
          <FieldChip
            key={field.key}
            field={field}
            search={search}
            startsOpen={startsOpen(`field:${field.key}`)}
            onChange={(values) => onChange(withField(search, field.key, values))}
          />
        ))}
      {isShown('budget') && (
        <BudgetChip
          value={search.budget}
          currency={search.currency ?? workspace.currency}
          startsOpen={startsOpen('budget')}
          onChange={(budget) => onChange({ budget })}
        />
      )}
      {(['created', 'entered', 'nextTask'] as const).filter(isShown).map((what) => (
        <SpanChip
          key={what}
          label={t(`lists.${what}`)}
          value={search[what]}
          ahead={what === 'nextTask'}
          startsOpen={startsOpen(what)}
          onChange={(span) => onChange({ [what]: span })}
        />
      ))}
      {isShown('clause') && (
        <MultiChip
          label={t('lists.clause')}
          values={search.clause?.split(',') ?? []}
          options={(book?.clauses ?? []).map(({ key, title }) => ({ key, name: title }))}
          empty={t('lists.any')}
          onChange={(clauses) => onChange({ clause: clauses.join(',') || undefined })}
        />
      )}
      {isShown('campaign') && (
        <FilterChip
          label={t('lists.campaign')}
          value={search.campaign ?? null}
          options={[...new Set([...campaigns, ...(search.campaign === undefined ? [] : [search.campaign])])].map((name) => ({
            key: name,
            name,
          }))}
          empty={t('lists.anyShe')}
          onChange={(campaign) => onChange({ campaign: campaign ?? undefined })}
        />
      )}
      {isShown('returning') && (
        <FilterChip
          label={t('lists.returning')}
          value={search.returning ?? null}
          options={[
            { key: 'true', name: t('lists.returningOf.true') },
            { key: 'false', name: t('lists.returningOf.false') },
          ]}
          empty={t('lists.any')}
          onChange={(returning) => onChange({ returning: (returning ?? undefined) as DealSearch['returning'] })}
        />
      )}
      {rest.length > 0 && (
        <Menu entries={rest.map((what) => ({ name: nameOf(what), onPress: () => add(what) }))} position="bottom-start" width={220}>
          {(button) => (
            <button type="button" className={chip.chip} {...button}>
              <Icon name="plus" size={12} />
              {t('lists.add')}
            </button>
          )}
        </Menu>
      )}
      <SearchBox value={search.q} onChange={(q) => onChange({ q })} {...(searchRef && { inputRef: searchRef })} />
      {narrowed && (
        <Button
          size="s"
          kind="quiet"
          icon="x"
          onPress={() => {
            setAdded([])
            onReplace(cleared(search), screen)
          }}
        >
          {t('lists.clear')}
        </Button>
      )}
      <span className="grow" />
      {children}
    </>
  )
}

/** The chip of a field of the card, by what the field holds. */
function FieldChip({
  field: { key, name, type, options },
  search,
  startsOpen,
  onChange,
}: {
  field: Field
  search: DealSearch
  startsOpen: boolean
  onChange: (values: string[]) => void
}) {
  const { t } = useTranslation()
  const values = valuesOf(search, key)
  const one = (value: string | undefined) => onChange(value === undefined ? [] : [value])
  if (type === 'list' || type === 'boolean') {
    const yesNo = (['true', 'false'] as const).map((answer) => ({ key: answer, name: t(answer === 'true' ? 'lists.yes' : 'lists.no') }))
    return (
      <MultiChip
        label={name}
        values={values}
        options={type === 'boolean' ? yesNo : options}
        empty={t('lists.anyIt')}
        startsOpen={startsOpen}
        onChange={onChange}
      />
    )
  }
  if (type === 'number' || type === 'money') return <NumberChip label={name} value={values[0]} startsOpen={startsOpen} onChange={one} />
  if (type === 'date') return <SpanChip label={name} value={values[0]} startsOpen={startsOpen} byDay onChange={one} />
  return <TextChip label={name} values={values} startsOpen={startsOpen} onChange={onChange} />
}

const pauseMs = 250

/** Words of the title or the client; asked for when the typing pauses. */
function SearchBox({
  value,
  onChange,
  inputRef,
}: {
  value: string | undefined
  onChange: (value: string | undefined) => void
  inputRef?: Ref<HTMLInputElement>
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value ?? '')
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    if ((value ?? '') !== typed.trim()) setTyped(value ?? '')
  }
  useEffect(() => {
    const next = typed.trim() || undefined
    if (next === value) return
    const timer = setTimeout(() => onChange(next), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <label className={styles.find}>
      <Icon name="find" size={14} />
      <input
        ref={inputRef}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t('lists.find')}
        aria-label={t('lists.find')}
        maxLength={200}
      />
    </label>
  )
}
