import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Import } from '@reglament/contract'
import { useFormat } from '../../../words/format.tsx'
import styles from './Import.module.css'

/** What an import has done or would do: figures, what the regulation found in it (J9), and the rows that did not come in, as a file. */
export function Outcome({ data }: { data: Import }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { result, id, hasRejected } = data
  if (!result) return null
  const { becomes, leads, adopted, already, rejected, remarked, clauses, lines, dryRun } = result
  const figures = [
    ...(becomes === 'leads'
      ? ([
          { key: 'newLeads', count: leads.new, bad: false },
          { key: 'inWorkLeads', count: leads.inWork, bad: false },
          { key: 'convertedLeads', count: leads.converted, bad: false },
          { key: 'rejectedLeads', count: leads.rejected, bad: false },
          { key: 'traces', count: leads.traces, bad: false },
        ] as const)
      : ([
          { key: 'open', count: adopted.open, bad: false },
          { key: 'won', count: adopted.won, bad: false },
          { key: 'lost', count: adopted.lost, bad: false },
        ] as const)),
    { key: 'already', count: already, bad: false },
    { key: 'remarked', count: remarked, bad: false },
    { key: 'rejected', count: rejected, bad: true },
  ] as const
  return (
    <section className={styles.outcome} aria-label={t('imports.outcome')}>
      <h3>{t(dryRun ? 'imports.wouldBe' : 'imports.done')}</h3>
      <dl className={styles.figures}>
        {figures.map(({ key, count, bad }) => (
          <div key={key} data-bad={(bad && count > 0) || undefined}>
            <dd>{format.number(count)}</dd>
            <dt>{t(`imports.figure.${key}`, { count })}</dt>
          </div>
        ))}
      </dl>
      {hasRejected && (
        <p>
          <a className="link" href={`/api/imports/${id}/rejected`} download>
            {t('imports.download')}
          </a>
        </p>
      )}
      {clauses.length > 0 && (
        <>
          <h4>{t('imports.audit')}</h4>
          <ul className={styles.audit}>
            {clauses.map(({ clause, number, title, rows }) => (
              <li key={clause}>
                <b>{format.number(rows)}</b>
                <Link to="/regulation" hash={clause}>
                  {number !== null && t('ui.clause', { number })} {title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary className="link">{t('imports.whole')}</summary>
        <pre className={styles.lines}>{lines.join('\n')}</pre>
      </details>
    </section>
  )
}
