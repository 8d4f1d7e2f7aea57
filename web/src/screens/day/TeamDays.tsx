import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MemberDay } from '@reglament/contract'
import { dayClosingsQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './DaySide.module.css'

/** How the day of each of one's people stands, and what they carried over with which reason (D10). */
export function TeamDays() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const { data, error, refetch } = useQuery(dayClosingsQuery)
  return (
    <section>
      <h3>{t('day.team.title')}</h3>
      {data ? (
        data.items.length === 0 ? (
          <p className="muted">
            {t('day.team.none')}{' '}
            {rights.manageMembers && (
              <Link to="/settings" className="link">
                {t('day.team.invite')}
              </Link>
            )}
          </p>
        ) : (
          <ul className={styles.team}>
            {data.items.map((one) => (
              <MemberRow key={one.member.id} day={one} dayOff={data.closesAt === null} />
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} what={t('day.team.failed')} retry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={3} />
      )}
    </section>
  )
}

function MemberRow({
  day: { member, away, closedAt, left, reviewed, carried, below, load },
  dayOff,
}: {
  day: MemberDay
  /** Nobody works today: there is no day to close. */
  dayOff: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <p className="row between">
        <b className="cut">{member.name}</b>
        <span className={closedAt === null ? 'muted sm nw' : 'is-good sm nw'}>
          {closedAt !== null && <Icon name="check" size={14} />}{' '}
          {closedAt !== null
            ? t('day.team.closed', { time: format.time(closedAt) })
            : t(away ? 'day.team.away' : dayOff ? 'day.team.dayOff' : 'day.team.open')}
        </span>
      </p>
      <p className="muted sm">
        {t('day.team.left', left)} · {t('day.team.looked', reviewed)}
      </p>
      {below !== null && (
        <p className="is-risk sm">
          {t('day.team.below', { load })} <span className="muted">{t('card.mentions.cause', below)}</span>
        </p>
      )}
      {carried.length > 0 && (
        <details>
          <summary className="sm">{t('day.team.carried', { count: carried.length })}</summary>
          <ul>
            {carried.map((one) => (
              <li key={one.id} className="sm">
                <Link to="/deals/$dealId" params={{ dealId: one.deal.id }} className={styles.dealLink}>
                  {one.title}
                </Link>
                : {one.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
