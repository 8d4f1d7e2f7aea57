import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, DealClock } from '@reglament/contract'
import { breachesQuery } from '../../../api/queries.ts'
import { Clock } from '../../../ui/Clock.tsx'
import { faceOf } from '../../../ui/clockFace.ts'
import { useNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import { ClauseAfter } from '../../../verdict/ClauseAfter.tsx'
import { Section } from '../Section.tsx'
import styles from './Lists.module.css'

const shownAtFirst = 4

/** A clock that has long to run is shown only when its end comes near (regulation §7). */
const isShown = ({ shownFrom }: DealClock, now: number) => shownFrom === null || now >= Date.parse(shownFrom)

type Line = { key: string; name: string; of?: string | undefined; due: string; from: string | undefined; clause?: string; number?: string }

/** The clocks of the deal by name, as the server names them, the earliest first; the stay in the stage with its own face. */
export function Clocks({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { data: breaches = [] } = useQuery(breachesQuery(deal.id))
  // What is broken already stands above, in red.
  const now = useNow()
  const running = deal.clocks.filter(
    (clock) =>
      isShown(clock, now) && (!clock.over || !breaches.some(({ clause, about }) => clause === clock.clause && about === clock.about)),
  )
  const [all, setAll] = useState(false)
  // Of several tasks each is named: without it two lines would read the same.
  const taskOf = (about: string) => (deal.tasks.length > 1 ? deal.tasks.find(({ id }) => id === about) : undefined)
  const lines: Line[] = running.map(({ clause, number, title, name, about, from, over }) => ({
    key: `${clause} ${about}`,
    name: over ? title : name,
    of: taskOf(about)?.title,
    due: from,
    from: about === deal.stage && from === deal.stayUntil ? deal.enteredAt : deal.tasks.find(({ id }) => id === about)?.createdAt,
    clause,
    number,
  }))
  const [task] = deal.tasks
  if (task && !deal.clocks.some(({ from }) => from === task.dueAt))
    lines.push({ key: 'task', name: t('deal.clocks.task'), due: task.dueAt, from: task.createdAt })
  if (deal.stayUntil !== null && !deal.clocks.some(({ from }) => from === deal.stayUntil))
    lines.push({ key: 'stage', name: t('deal.clocks.stage'), due: deal.stayUntil, from: deal.enteredAt })
  if (lines.length === 0) return null
  return (
    <Section
      title={t('deal.clocks.title')}
      side={
        lines.length > shownAtFirst && (
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('deal.why.fewer') : t('deal.clocks.all', { count: lines.length })}
          </button>
        )
      }
    >
      <ul className={styles.clocks}>
        {lines
          .toSorted((one, other) => Date.parse(one.due) - Date.parse(other.due))
          .slice(0, all ? undefined : shownAtFirst)
          .map((line) => (
            <ClockLine key={line.key} line={line} />
          ))}
      </ul>
    </Section>
  )
}

function ClockLine({ line: { name, of, due, from, clause, number } }: { line: Line }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const left = Date.parse(due) - now
  const { state } = faceOf({ due, from, now, sameDay: format.sameDay })
  return (
    <li data-s={state}>
      <span className={styles.clockName}>
        <Clock due={due} from={from} show="face" />
        <span>
          {name}
          {of !== undefined && <span className="muted"> · {of}</span>}
          {clause !== undefined && number !== undefined && <ClauseAfter clause={clause} number={number} state="off" />}
        </span>
      </span>
      <span>{left > 0 ? format.span(left) : t('deal.clocks.over', { span: format.span(-left) })}</span>
      <span className={styles.until}>{format.moment(due, now)}</span>
    </li>
  )
}
