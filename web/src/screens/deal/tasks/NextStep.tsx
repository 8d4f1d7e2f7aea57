import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '@reglament/contract'
import { Clause } from '../../../verdict/Clause.tsx'
import styles from './Tasks.module.css'

/** What comes after a task: another one, another stage, or what is planned already. */
export type Way = 'next' | 'move' | 'none'

/** «Что дальше?» with its ways. Where the regulation wants an answer, its clause stands beside the question. */
export function NextStep({
  ways,
  way,
  onWay,
  needed,
  clause,
  children,
}: {
  ways: readonly Way[]
  way: Way
  onWay: (way: Way) => void
  needed: boolean
  clause: Finding | undefined
  children: ReactNode
}) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = (ways.indexOf(way) + step + ways.length) % ways.length
    const chosen = ways[next]
    if (!chosen) return
    onWay(chosen)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <section className={styles.ways}>
      <header>
        <p className={styles.waysHead}>
          <b>{t('deal.done.whatNext')}</b>
          {clause && <Clause clause={clause.clause} number={clause.number} />}
        </p>
        {needed && <p className="muted sm">{t('deal.done.last')}</p>}
      </header>
      {ways.length > 1 && (
        <div ref={row} className={styles.segments} role="radiogroup" aria-label={t('deal.done.whatNext')} onKeyDown={walk}>
          {ways.map((one) => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={one === way}
              tabIndex={one === way ? 0 : -1}
              onClick={() => onWay(one)}
            >
              {t(`deal.done.way.${one}`)}
            </button>
          ))}
        </div>
      )}
      {children}
    </section>
  )
}
