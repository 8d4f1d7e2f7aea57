import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MyDay } from '@reglament/contract'
import { Clause } from '../../verdict/Clause.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { isShortcut } from '../deal/isShortcut.ts'
import { DayRow } from './DayRow.tsx'
import { DaySide } from './DaySide.tsx'
import { EmptyDay } from './EmptyDay.tsx'
import { parts, progressOf, rowsOf, stepFrom, type Part, type Row } from './rowsOf.ts'
import { useDayActs } from './useDayActs.tsx'
import styles from './Day.module.css'

const clauseOf: Partial<Record<Part, string>> = {
  incoming: 'day-closing',
  leads: 'first-response',
  overdue: 'overdue',
  review: 'daily-review',
  repeated: 'repeated-breach',
  calls: 'quality-sample',
}

/** Parts that are folded until somebody asks for them. */
const foldedAtFirst: ReadonlySet<Part> = new Set(['done'])

/** The list of the day and what stands beside it. The keys walk along the rows and act in place. */
export function Day({ day }: { day: MyDay }) {
  const { t } = useTranslation()
  const acts = useDayActs()
  const rows = rowsOf(day)
  const [unfolded, setUnfolded] = useState<ReadonlySet<Part>>(new Set(parts.filter((part) => !foldedAtFirst.has(part))))
  const shown = parts.flatMap((part) => (unfolded.has(part) ? rows[part] : []))
  const ids = shown.map(({ id }) => id)
  const [chosen, setChosen] = useState<{ id: string; place: number }>()
  const list = useRef<HTMLDivElement>(null)
  // Where the row has gone, the one that took its place is next.
  const current = chosen !== undefined && ids.includes(chosen.id) ? chosen.id : ids[Math.min(chosen?.place ?? 0, ids.length - 1)]
  const choose = (id: string) => setChosen({ id, place: ids.indexOf(id) })
  const row = shown.find(({ id }) => id === current)

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      const act = (work: (row: Row) => void) => {
        if (!row) return
        event.preventDefault()
        work(row)
      }
      const walk = (step: 1 | -1) => {
        // The first press shows where one stands.
        const next = chosen === undefined ? current : stepFrom(ids, current, step)
        if (next === undefined) return
        event.preventDefault()
        choose(next)
        list.current?.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus()
      }
      if (event.code === 'KeyJ' || event.code === 'ArrowDown') walk(1)
      else if (event.code === 'KeyK' || event.code === 'ArrowUp') walk(-1)
      else if (event.code === 'KeyC') act(acts.reach)
      else if (event.code === 'KeyN' && row && takesNoAnswer(row)) act(acts.noAnswer)
      else if (event.code === 'KeyD') act(acts.done)
      else if (event.code === 'KeyP') act(acts.postpone)
    }
    // Before the frame's own keys: here N is about the row.
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  })

  const fold = (part: Part) =>
    setUnfolded((before) => {
      const after = new Set(before)
      if (!after.delete(part)) after.add(part)
      return after
    })
  const work = rows.incoming.length + rows.leads.length + rows.repeated.length + rows.overdue.length + rows.today.length + rows.calls.length
  return (
    <div className={styles.day}>
      <div ref={list} className={styles.list}>
        <Hello day={day} />
        {parts.map(
          (part) =>
            rows[part].length > 0 && (
              <section key={part} className={styles.part} aria-labelledby={`part-${part}`}>
                <header>
                  {part === 'done' || part === 'review' ? (
                    <button type="button" className={styles.fold} aria-expanded={unfolded.has(part)} onClick={() => fold(part)}>
                      <Icon name="chev" />
                      <h2 id={`part-${part}`}>{t(`day.part.${part}`)}</h2>
                    </button>
                  ) : (
                    <h2 id={`part-${part}`}>{t(`day.part.${part}`)}</h2>
                  )}
                  <span className={styles.count}>{rows[part].length}</span>
                  <span className={styles.hint}>
                    <PartHint part={part} day={day} />
                    <Clause clause={clauseOf[part] ?? null} number={day.clauses[clauseOf[part] ?? ''] ?? null} />
                  </span>
                </header>
                {unfolded.has(part) && (
                  <ul>
                    {rows[part].map((one) => (
                      <DayRow
                        key={one.id}
                        row={one}
                        current={one.id === current}
                        busy={acts.busyId === one.id}
                        acts={acts}
                        onFocus={() => choose(one.id)}
                      />
                    ))}
                  </ul>
                )}
              </section>
            ),
        )}
        {work === 0 && <EmptyDay day={day} />}
        <Keys />
      </div>
      <DaySide day={day} />
      {acts.dialogs}
    </div>
  )
}

/** On which rows «no answer» means something. */
const takesNoAnswer = (row: Row) =>
  row.part === 'overdue' || row.part === 'today' ? row.task.noAnswer : row.part === 'incoming' && row.item.missedCall

function Hello({ day }: { day: MyDay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { done, all, squares } = progressOf(day)
  const left = all - done
  const [next] = day.today
  const begin =
    all === 0
      ? t(day.closesAt === null ? 'day.left.off' : 'day.left.none')
      : left === 0
        ? day.review.length > 0
          ? t('day.left.review')
          : t('day.left.done', { count: done })
        : [
            t('day.left.start', { left, all }),
            day.incoming.length > 0
              ? t('day.left.incoming')
              : day.leads.length > 0
                ? t('day.left.leads')
                : day.overdue.length > 0
                  ? t('day.left.overdue')
                  : next
                    ? t('day.left.today', { time: format.time(next.dueAt) })
                    : '',
          ].join(' ')
  return (
    <header className={styles.hello}>
      <div>
        <p className={styles.date}>{format.weekday(day.at)}</p>
        <p className="muted">{begin}</p>
      </div>
      {all > 0 && (
        <span className={styles.squares} role="img" aria-label={t('day.progress', { done, all })}>
          {squares.map((part, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- squares are alike and have no name
            <i key={i} data-part={part} />
          ))}
        </span>
      )}
    </header>
  )
}

function PartHint({ part, day }: { part: Part; day: MyDay }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const [next] = day.today
  const last = day.done[0]?.completedAt
  if (part === 'today') return next ? <>{t('day.hint.today', { span: format.span(Date.parse(next.dueAt) - now) })}</> : null
  if (part === 'review') return <>{t('day.hint.review', { looked: day.reviewed.looked, active: day.reviewed.active })}</>
  if (part === 'done') return last ? <>{t('day.hint.done', { time: format.time(last) })}</> : null
  return <>{t(`day.hint.${part}`)}</>
}

function Keys() {
  const { t } = useTranslation()
  return (
    <p className={styles.keys} aria-hidden="true">
      <kbd>J</kbd>
      <kbd>K</kbd> {t('day.keys.walk')}
      <kbd>Enter</kbd> {t('day.keys.open')}
      <kbd>C</kbd> {t('day.keys.call')}
      <kbd>N</kbd> {t('day.keys.noAnswer')}
      <kbd>D</kbd> {t('day.keys.done')}
      <kbd>P</kbd> {t('day.keys.postpone')}
    </p>
  )
}
