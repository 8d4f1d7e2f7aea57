import { useTranslation } from 'react-i18next'
import type { Deal, Qualification, ScriptPart } from '@reglament/contract'
import { useReveal } from '../reveal.tsx'
import styles from './Qualification.module.css'

/** The script of the first call, with the names, the company and the source in their places; a gap leads to where it is filled. */
export function Script({ steps, deal }: { steps: Qualification['script']; deal: Deal }) {
  const { t } = useTranslation()
  return (
    <section className={styles.script} aria-labelledby="script">
      <h3 id="script">{t('card.script.title')}</h3>
      <ol>
        {steps.map(({ title, parts }, i) => (
          <li key={i}>
            <h4>{title}</h4>
            <p>
              {parts.map((part, at) => (
                <Part key={at} part={part} deal={deal} />
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const gaps = ['client', 'company', 'source'] as const

function Part({ part: { text, of }, deal }: { part: ScriptPart; deal: Deal }) {
  const { t } = useTranslation()
  const reveal = useReveal()
  if (of === undefined) return <span>{text}</span>
  if (text !== null) return <b>{text}</b>
  const gap = gaps.find((one) => one === of)
  if (gap === undefined || !deal.mayAct) return <span className="muted">…</span>
  return (
    <button type="button" className={styles.gap} onClick={() => reveal(gap)}>
      {t(`card.script.gap.${gap}`)}
    </button>
  )
}
