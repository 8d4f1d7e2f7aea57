import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEdit, WorkingCalendar } from '@reglament/contract'
import { calendarQuery, previewCalendar, writeCalendar } from '../../../api/choices.ts'
import { faultText, ProblemError } from '../../../api/faults.ts'
import { timeZones } from '../../../entry/checks.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { locale } from '../../../words/i18n.ts'
import { Stale } from '../lists/Stale.tsx'
import { ChangesBar } from '../ChangesBar.tsx'
import { Section } from '../Section.tsx'
import { hoursText, weekdayKeys, type Spans } from './calendarDays.ts'
import { DayChoice } from './DayChoice.tsx'
import { Hours } from './Hours.tsx'
import { Year } from './Year.tsx'
import styles from './Calendar.module.css'

/** Working hours, days off and short days: every term in working time runs on them (A8). */
export function CalendarPart() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(calendarQuery)
  return data ? (
    <Editor key={data.version} calendar={data} />
  ) : (
    <Section title={t('choices.calendar.title')} lead={t('choices.calendar.lead')}>
      {error ? <ErrorState error={error} what={t('choices.failed')} retry={() => void refetch()} /> : <SkeletonRows rows={6} />}
    </Section>
  )
}

const editOf = ({ timeZone, week, days }: WorkingCalendar): CalendarEdit => ({ timeZone, week, days })
const usualDay: Spans = [{ open: 540, close: 1080 }]

function Editor({ calendar }: { calendar: WorkingCalendar }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => editOf(calendar))
  const [version, setVersion] = useState(calendar.version)
  const [year, setYear] = useState(Number(calendar.today.slice(0, 4)))
  const [chosen, setChosen] = useState<string | null>(null)
  const zones = useMemo(() => timeZones(locale()), [])
  const days = useMemo(() => new Map(draft.days.map(({ date, spans }) => [date, spans])), [draft.days])
  const changed = JSON.stringify(draft) !== JSON.stringify(editOf(calendar))
  const check = useMutation({ mutationFn: () => previewCalendar(draft) })
  const save = useMutation({
    mutationFn: () => writeCalendar(version, draft),
    onSuccess: () => toast({ kind: 'done', title: t('choices.calendar.saved') }),
  })
  const change = (next: Partial<CalendarEdit>) => {
    setDraft({ ...draft, ...next })
    check.reset()
    save.reset()
  }
  const setDay = (date: string, spans: Spans | undefined) => {
    const rest = draft.days.filter((day) => day.date !== date)
    change({ days: spans === undefined ? rest : [...rest, { date, spans }].toSorted((a, b) => (a.date < b.date ? -1 : 1)) })
  }
  const inYear = (list: CalendarEdit['days']) => list.filter(({ date }) => date.startsWith(`${year}-`))
  const shipped = inYear(calendar.shipped)
  const isShipped = JSON.stringify(inYear(draft.days)) === JSON.stringify(shipped)
  const failed = save.error ?? check.error
  const current =
    save.error instanceof ProblemError && save.error.status === 412 ? (save.error.problem.current as WorkingCalendar) : undefined
  const said = failed instanceof ProblemError && failed.status === 400 ? failed.problem.faults?.[0]?.message : undefined
  const tell = ({ week, days: list, timeZone }: CalendarEdit) =>
    [timeZone, hoursText(week.mon), t('choices.calendar.exceptions', { count: list.length })].join(', ')
  const going = calendar.recheck && !calendar.recheck.finished ? calendar.recheck : null
  return (
    <>
      <Section title={t('choices.calendar.week')} lead={t('choices.calendar.weekLead')}>
        <SelectField
          className={styles.zone}
          label={t('signUp.timeZone')}
          options={zones}
          value={draft.timeZone}
          onChange={(timeZone) => timeZone !== null && change({ timeZone })}
        />
        <ul className={styles.week}>
          {weekdayKeys.map((key) => {
            const spans = draft.week[key]
            const set = (next: Spans) => change({ week: { ...draft.week, [key]: next } })
            return (
              <li key={key}>
                <Check
                  checked={spans.length > 0}
                  onChange={(works) => set(works ? (draft.week.mon.length > 0 ? draft.week.mon : usualDay) : [])}
                >
                  {t(`choices.calendar.long.${key}`)}
                </Check>
                {spans.length > 0 ? (
                  <Hours spans={spans} of={t(`choices.calendar.long.${key}`)} onChange={set} />
                ) : (
                  <span className="muted">{t('choices.calendar.kinds.rest')}</span>
                )}
              </li>
            )
          })}
        </ul>
      </Section>
      <Section title={t('choices.calendar.year')} lead={t('choices.calendar.yearLead')}>
        <div className={styles.head}>
          <IconButton icon="back" label={t('choices.calendar.earlier')} onPress={() => setYear(year - 1)} />
          <b aria-live="polite">{year}</b>
          <IconButton icon="right" label={t('choices.calendar.later')} onPress={() => setYear(year + 1)} />
          <Button
            size="s"
            kind="quiet"
            why={shipped.length === 0 ? t('choices.calendar.noShipped') : isShipped ? t('choices.calendar.isShipped') : undefined}
            onPress={() => change({ days: [...draft.days.filter(({ date }) => !date.startsWith(`${year}-`)), ...shipped] })}
          >
            {t('choices.calendar.takeShipped')}
          </Button>
        </div>
        <p className={styles.legend}>
          {(['work', 'rest', 'short', 'worked'] as const).map((kind) => (
            <span key={kind}>
              <i className={styles.day} data-kind={kind} data-own={kind === 'short' || kind === 'worked' || undefined} aria-hidden="true" />
              {t(`choices.calendar.kinds.${kind}`)}
            </span>
          ))}
        </p>
        <Year
          year={year}
          week={draft.week}
          days={days}
          today={calendar.today}
          chosen={chosen}
          choice={
            chosen !== null && (
              <DayChoice key={chosen} date={chosen} week={draft.week} days={days} onChange={(spans) => setDay(chosen, spans)} />
            )
          }
          onChoose={setChosen}
        />
        {going && (
          <p className={styles.going} role="status">
            {t('choices.calendar.going', { done: going.done, deals: going.deals })}
          </p>
        )}
        {current ? (
          <Stale
            mine={tell(draft)}
            theirs={tell(current)}
            onMine={() => {
              setVersion(current.version)
              save.reset()
            }}
            onTheirs={() => {
              setDraft(editOf(current))
              setVersion(current.version)
              save.reset()
            }}
          />
        ) : (
          failed &&
          !changed && (
            <p className="is-broken" role="alert">
              {said ?? faultText(failed, t)}
            </p>
          )
        )}
        {changed && !current && (
          <ChangesBar
            text={
              failed ? (
                <span className="is-broken">{said ?? faultText(failed, t)}</span>
              ) : !check.data ? (
                t('choices.calendar.notSaved')
              ) : check.data.looked < check.data.deals ? (
                t('choices.calendar.movesOfSome', { count: check.data.moves, looked: check.data.looked, deals: check.data.deals })
              ) : (
                t('choices.calendar.moves', { count: check.data.moves, deals: check.data.deals })
              )
            }
          >
            <Button kind="quiet" onPress={() => change(editOf(calendar))}>
              {t('ui.cancel')}
            </Button>
            {check.data ? (
              <Button kind="go" busy={save.isPending} onPress={() => save.mutate()}>
                {t('choices.calendar.save')}
              </Button>
            ) : (
              <Button kind="go" busy={check.isPending} onPress={() => check.mutate()}>
                {t('choices.calendar.check')}
              </Button>
            )}
          </ChangesBar>
        )}
      </Section>
    </>
  )
}
