import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Control } from '@reglament/contract'
import { Icon } from '../../ui/Icon.tsx'
import { useNarrowed } from './useNarrowed.ts'
import styles from './Guide.module.css'

/** What to look at, and in which clauses it is counted. */
const daily = [
  ['incoming', ['incoming-answer', 'called-back']],
  ['overdue', ['overdue', 'overdue-hand-over']],
  ['exchange', ['exchange-wait']],
  ['first', ['first-response']],
] as const
const weekly = [
  ['silence', ['touch-cadence', 'thinking-weekly', 'silence-end']],
  ['stuck', ['stage-stay', 'lifetime']],
  ['truth', ['stage-truth', 'note-fresh', 'no-invoice']],
  ['load', ['load-min', 'load-max']],
  ['attention', ['attention']],
] as const

/** The head's guide beside the panel: what to look at each day and each week, ticked off by what the panel says (K4). */
export function Guide({ control }: { control: Control }) {
  const { t } = useTranslation()
  const narrowed = useNarrowed()
  const openOf = (clauses: readonly string[]) =>
    control.cells.filter(({ clause }) => clauses.includes(clause)).reduce((sum, { open }) => sum + open, 0)
  const list = (when: 'daily' | 'weekly', steps: readonly (readonly [string, readonly string[]])[]) => (
    <>
      <h3>{t(`controlNow.guide.${when}`)}</h3>
      <ol>
        {steps.map(([step, clauses]) => {
          const open = openOf(clauses)
          return (
            <li key={step} data-done={open === 0 || undefined}>
              <Icon name={open === 0 ? 'check' : 'eye'} size={14} />
              <span>
                {open === 0 ? (
                  t(`controlNow.guide.step.${step}` as 'controlNow.guide.step.overdue')
                ) : (
                  <Link to="/control" search={{ ...narrowed, clause: clauses.join(',') }}>
                    {t(`controlNow.guide.step.${step}` as 'controlNow.guide.step.overdue')}
                  </Link>
                )}
              </span>
              {open > 0 && <b>{open}</b>}
            </li>
          )
        })}
      </ol>
    </>
  )
  return (
    <aside className={styles.guide} aria-label={t('controlNow.guide.title')}>
      <h2>{t('controlNow.guide.title')}</h2>
      <p className="muted sm">{t('controlNow.guide.text')}</p>
      {list('daily', daily)}
      {list('weekly', weekly)}
    </aside>
  )
}
