import { useTranslation } from 'react-i18next'
import type { Qualification } from '@reglament/contract'
import { Icon } from '../../../ui/Icon.tsx'
import { useNarrow } from '../../../ui/useNarrow.ts'
import styles from './Qualification.module.css'

/** Where to look the client up: everything that is known of him in one click, or each by itself. */
export function Searches({ searches }: { searches: Qualification['searches'] }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  if (searches.length === 0) return <p className="muted">{t('card.search.nothing')}</p>
  const [first, ...each] = searches
  if (narrow && first && each.length > 0)
    return (
      <>
        <Lines searches={[first]} />
        <details className={styles.each}>
          <summary>{t('card.search.each')}</summary>
          <Lines searches={each} />
        </details>
      </>
    )
  return <Lines searches={searches} />
}

function Lines({ searches }: { searches: Qualification['searches'] }) {
  const { t } = useTranslation()
  return (
    <dl className={styles.searches}>
      {searches.map(({ what, query, links }) => (
        <div key={what} data-all={what === 'all' || undefined}>
          <dt>{t(`card.search.what.${what}`)}</dt>
          <dd>
            {what !== 'all' && <span className={styles.query}>{query}</span>}
            {links.map(({ engine, name, href }) => (
              <a
                key={engine}
                href={href}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('card.search.in', { what: t(`card.search.what.${what}`), engine: name })}
              >
                <Icon name="find" size={12} />
                {name}
              </a>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
