import { useTranslation } from 'react-i18next'
import type { Clause, RegulationInForce } from '@reglament/contract'
import { Icon } from '../../ui/Icon.tsx'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import { Recheck } from './change/Recheck.tsx'
import styles from './Contents.module.css'

export type Section = { name: string; number: string; clauses: Clause[] }

/** Clauses under their sections, in the order of the document. */
export function bySection(clauses: readonly Clause[]): Section[] {
  const sections = new Map<string, Clause[]>()
  for (const clause of clauses) {
    const number = clause.number.split('.')[0]!
    sections.set(number, [...(sections.get(number) ?? []), clause])
  }
  return [...sections].map(([number, list]) => ({ number, name: list[0]!.section, clauses: list }))
}

/** At the left: the version in force, the sections with the clauses of the one being read, and the search. */
export function Contents({
  regulation,
  sections,
  current,
  query,
  onQuery,
  onVersions,
}: {
  regulation: RegulationInForce
  sections: readonly Section[]
  current: string | undefined
  query: string
  onQuery: (query: string) => void
  onVersions: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <nav className={styles.contents} aria-label={t('regulation.contents')}>
      <div className={styles.version}>
        <b>{t('regulation.versionShort', { version: regulation.version })}</b>
        <span className="muted sm">{t('regulation.since', { date: format.date(regulation.inForceFrom) })}</span>
        {regulation.author && <span className="muted sm">{regulation.author}</span>}
        <button type="button" className="link sm" onClick={onVersions}>
          {t('regulation.versions')}
        </button>
        <Recheck />
      </div>
      <ol className={styles.toc}>
        {sections.map(({ number, name, clauses }) => (
          <li key={number}>
            <a href={`#section-${number}`} aria-current={number === current ? 'true' : undefined}>
              <span>{number}</span>
              {tidy(name)}
            </a>
            {number === current && (
              <ol>
                {clauses.map((clause) => (
                  <li key={clause.key}>
                    <a href={`#${clause.key}`}>
                      {clause.number} {tidy(clause.title)}
                    </a>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      <label className={styles.find}>
        <Icon name="find" />
        <input
          type="search"
          placeholder={t('regulation.find')}
          aria-label={t('regulation.find')}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
        />
      </label>
    </nav>
  )
}
