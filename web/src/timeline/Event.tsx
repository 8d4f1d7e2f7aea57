import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '@reglament/contract'
import { isAhead } from '../api/ahead.ts'
import { Icon } from '../ui/Icon.tsx'
import { serverNow } from '../ui/now.ts'
import { ClauseAfter } from '../verdict/ClauseAfter.tsx'
import { useFormat } from '../words/format.tsx'
import { eventIcon, isQuiet } from './eventIcon.ts'
import { Said } from './Said.tsx'
import styles from './Timeline.module.css'

/** One thing that happened: its time hangs left of the text; what the regulation did is in ink and names its clause. */
export function Event({ entry, times }: { entry: TimelineEntry; times: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { at, type, summary, text, by, clause, clauseNumber, mentions, deal, lead, until } = entry
  const quiet = isQuiet(entry)
  const kind = quiet ? 'quiet' : by === null && !lead ? 'auto' : 'person'
  return (
    <li className={styles.event} data-kind={kind} data-type={type} aria-busy={isAhead(entry) || undefined}>
      <time dateTime={at} data-hint={format.exactly(at)}>
        {format.time(at)}
      </time>
      <span className={styles.point}>
        <Icon name={eventIcon(entry)} size={quiet ? 14 : 16} />
      </span>
      <div className={styles.body}>
        <p>
          <span className={styles.summary}>{summary}</span>
          {until && <span> {t('card.timeline.until', { moment: format.momentExactly(until, serverNow()) })}</span>}
          {by && <span className={styles.by}>, {by.name}</span>}
          {isAhead(entry) && <span className="muted"> · {t('card.timeline.ahead')}</span>}
          {times > 1 && <span className="muted"> · {t('deal.timeline.times', { count: times })}</span>}
          <ClauseAfter clause={clause} number={clauseNumber} state={quiet ? 'off' : 'link'} />
        </p>
        {text && (
          <p className={styles.text}>
            <Said text={text} names={mentions} />
          </p>
        )}
        {lead && (
          <p className={styles.ofDeal}>
            <Link to="/leads" search={{ lead: lead.id }}>
              {t('card.timeline.ofLead')}
            </Link>
          </p>
        )}
        {deal && (
          <p className={styles.ofDeal}>
            <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
              {t('card.timeline.ofDeal', { number: deal.number, title: deal.title })}
            </Link>
          </p>
        )}
      </div>
    </li>
  )
}
