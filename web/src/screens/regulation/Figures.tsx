import { useTranslation } from 'react-i18next'
import type { Clause, ClauseFigures } from '@reglament/contract'
import { Skeleton } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './Figures.module.css'

const none = { refused: 0, wouldRefuse: 0, confirmed: 0, exempt: 0, breaches: 0, open: 0 }

/** What a clause found in the last 30 days; null while it is being counted. The figure of its face stands there even when it is zero. */
export function Figures({ faces, figures }: { faces: Clause['faces']; figures: ClauseFigures | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (figures === null)
    return (
      <div className={styles.figures}>
        <Skeleton width={64} />
      </div>
    )
  const { refused, wouldRefuse, confirmed, exempt, breaches, open } = { ...none, ...figures }
  const rows = [
    { key: 'refused', count: refused, always: faces.guard, bad: false },
    { key: 'confirmed', count: confirmed, always: false, bad: false },
    { key: 'wouldRefuse', count: wouldRefuse, always: false, bad: false },
    { key: 'breaches', count: breaches, always: faces.watch, bad: true },
    { key: 'open', count: open, always: false, bad: true },
    { key: 'exempt', count: exempt, always: false, bad: false },
  ] as const
  return (
    <dl className={styles.figures} aria-label={t('regulation.figures.title')}>
      {rows
        .filter(({ count, always }) => always || count > 0)
        .map(({ key, count, bad }) => (
          <div key={key} data-bad={(bad && count > 0) || undefined}>
            <dd>{format.number(count)}</dd>
            <dt>{t(`regulation.figures.${key}`, { count })}</dt>
          </div>
        ))}
    </dl>
  )
}
