import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Release, ReleaseDeal, ReleaseMember } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { releaseDealsQuery, releasesQuery, useEndRelease } from '../../api/exchange.ts'
import { KeepMark } from '../../exchange/KeepMark.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { serverNow } from '../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import { OpenRelease } from './OpenRelease.tsx'
import styles from './Exchange.module.css'

/** The release drill: the head announces it, sees what each has marked and what will go, runs it by its deadline and can undo it (I3). */
export function Releases() {
  const { t } = useTranslation()
  const { member, rights } = useMe()
  const [opening, setOpening] = useState(false)
  const [shown, setShown] = useState<string>()
  const releases = useQuery(releasesQuery)
  const leads = rights.lead
  const latest =
    releases.data?.filter(({ state, mine, mayManage }) => (mayManage ? state !== 'cancelled' : mine !== null && state === 'open')) ?? []
  if (!leads && latest.length === 0) return null
  const current = latest.find(({ id }) => id === shown)
  return (
    <section>
      <h3>{t('exchange.release.title')}</h3>
      <p className="muted sm">{tidy(t(leads ? 'exchange.release.lead' : 'exchange.release.mineText'))}</p>
      <ul className={styles.releases}>
        {latest.slice(0, 3).map((release) => (
          <ReleaseLine key={release.id} release={release} meId={member.id} onShow={() => setShown(release.id)} />
        ))}
      </ul>
      {leads && (
        <Button size="s" icon="flag" onPress={() => setOpening(true)}>
          {t('exchange.release.start')}
        </Button>
      )}
      <OpenRelease opened={opening} onClose={() => setOpening(false)} onOpened={(release) => setShown(release.id)} />
      <Dialog
        opened={current !== undefined}
        onClose={() => setShown(undefined)}
        title={t('exchange.release.title')}
        sub={current && <Sub release={current} />}
        width={760}
      >
        {current && <ReleaseView release={current} />}
      </Dialog>
    </section>
  )
}

function Sub({ release }: { release: Release }) {
  const { t } = useTranslation()
  const format = useFormat()
  const until = t('exchange.release.until', { deadline: format.momentExactly(release.deadline, serverNow()) })
  return `${until}, ${t('exchange.release.keeps', { count: release.keep })}, ${release.openedBy.name}`
}

function ReleaseLine({ release, meId, onShow }: { release: Release; meId: string; onShow: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { mine } = release
  return (
    <li className={styles.release}>
      <span className="row">
        <b>{t('exchange.release.until', { deadline: format.momentExactly(release.deadline, serverNow()) })}</b>
        <Tag tone={release.state === 'open' ? 'accent' : 'neutral'}>{t(`exchange.release.state.${release.state}`)}</Tag>
      </span>
      {mine && release.state === 'open' && (
        <span className="sm t2">
          {t('exchange.release.marked')}: {t('exchange.release.counter', { marked: mine.marked.length, keep: release.keep })} ·{' '}
          {t('exchange.release.goes')}: {mine.goes}
        </span>
      )}
      <span className="row">
        <button type="button" className="link" onClick={onShow}>
          {t(release.mayManage ? 'exchange.open' : 'exchange.release.whichGo')}
        </button>
        {mine && release.state === 'open' && (
          <ButtonLink kind="link" to="/deals" search={{ responsible: meId }}>
            {t('exchange.release.choose')}
          </ButtonLink>
        )}
      </span>
    </li>
  )
}

const total = (members: readonly ReleaseMember[], of: keyof Omit<ReleaseMember, 'member'>) =>
  members.reduce((sum, member) => sum + member[of], 0)

/** What it does to each manager: before the deadline as it would be now, afterwards as it was. */
function ReleaseView({ release }: { release: Release }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [whose, setWhose] = useState<string | undefined>(release.members.length === 1 ? release.members[0]!.member.id : undefined)
  const end = useEndRelease()
  const ahead = release.state === 'open'
  const columns: (keyof Omit<ReleaseMember, 'member'>)[] = ahead
    ? ['open', 'marked', 'always', 'goes']
    : ['gone', 'taken', 'returned', 'noRoom']
  const names = { taken: 'takenBy' } as const
  const canUndo = release.state === 'done' && release.undoUntil !== null && serverNow() < Date.parse(release.undoUntil)
  const finish = (how: 'cancellation' | 'undoing') =>
    end.mutate(
      { id: release.id, how },
      {
        onSuccess: () => toast({ kind: 'done', title: t(how === 'undoing' ? 'exchange.release.undone' : 'exchange.release.cancelled') }),
        onError: (error) => toast({ kind: 'failed', title: t('exchange.release.failed'), text: faultText(error, t) }),
      },
    )
  return (
    <div className={styles.view}>
      <table className={styles.members}>
        <thead>
          <tr>
            <th scope="col">{t('exchange.release.manager')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="num">
                {t(`exchange.release.${column === 'taken' ? names.taken : column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {release.members.map((line) => (
            <tr key={line.member.id}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  aria-expanded={whose === line.member.id}
                  onClick={() => setWhose((known) => (known === line.member.id ? undefined : line.member.id))}
                >
                  {line.member.name}
                </button>
              </th>
              {columns.map((column) => (
                <td key={column} className="num">
                  {column === 'marked' ? t('exchange.release.counter', { marked: line.marked, keep: release.keep }) : line[column]}
                </td>
              ))}
            </tr>
          ))}
          {release.members.length > 1 && (
            <tr className={styles.total}>
              <th scope="row">{t('exchange.release.total')}</th>
              {columns.map((column) => (
                <td key={column} className="num">
                  {total(release.members, column)}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      {whose && <DealsOf release={release} memberId={whose} />}
      {release.mayManage && (ahead || canUndo) && (
        <footer className={styles.viewFoot}>
          {ahead ? (
            <Button icon="x" busy={end.isPending} onPress={() => finish('cancellation')}>
              {t('exchange.release.cancel')}
            </Button>
          ) : (
            <Button icon="undo" busy={end.isPending} onPress={() => finish('undoing')}>
              {t('exchange.release.undo')}
            </Button>
          )}
          {canUndo && (
            <span className="muted sm">
              {t('exchange.release.undoUntil', { until: format.momentExactly(release.undoUntil!, serverNow()) })}
            </span>
          )}
        </footer>
      )}
    </div>
  )
}

function DealsOf({ release, memberId }: { release: Release; memberId: string }) {
  const { t } = useTranslation()
  const me = useMe().member
  const { data, error, isPending, refetch } = useQuery(releaseDealsQuery(release.id, memberId))
  if (error) return <ErrorState error={error} what={t('exchange.release.failed')} retry={() => void refetch()} />
  if (isPending) return <SkeletonRows rows={3} />
  return (
    <ul className={styles.dealsOf}>
      {data.map((deal) => (
        <DealLine key={deal.id} deal={deal} mine={memberId === me.id && release.state === 'open'} />
      ))}
    </ul>
  )
}

function DealLine({ deal, mine }: { deal: ReleaseDeal; mine: boolean }) {
  const me = useMe().member
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <span className="grow">
        <ButtonLink kind="link" to="/deals/$dealId" params={{ dealId: deal.id }} preload={false}>
          {tidy(deal.title)}
        </ButtonLink>
        <span className="muted sm">{[deal.client, deal.budget && format.money(deal.budget)].filter(Boolean).join(' · ')}</span>
      </span>
      {mine && deal.state !== 'always' ? (
        <KeepMark dealId={deal.id} title={deal.title} stage={deal.stage} responsibleId={me.id} />
      ) : (
        <span className="sm t2">{t(`exchange.release.dealState.${deal.state}`)}</span>
      )}
    </li>
  )
}
