import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../../ui/inputs.tsx'
import styles from './Lists.module.css'

/** What becomes of a thing of a list: it is offered, only read on what has it, replaced there by another, or not there at all. */
export type Fate = { way: 'offered' | 'retired' | 'replaced' | 'removed'; by: string | null }

export const fateOf = ({ retired, replacedBy }: { retired?: boolean; replacedBy?: string | null }): Fate =>
  !retired ? { way: 'offered', by: null } : replacedBy ? { way: 'replaced', by: replacedBy } : { way: 'retired', by: null }

/** Chooses it. `uses` says how much has it now, `why` why it can't be taken away altogether, `locked` why nothing of this may be. */
export function FateChoice({
  fate,
  onChange,
  others,
  uses,
  whyNotRemoved,
  locked,
  error,
  what = 'reason',
}: {
  fate: Fate
  onChange: (fate: Fate) => void
  others: readonly { key: string; name: string }[]
  uses: string
  whyNotRemoved?: string | undefined
  locked?: string | undefined
  error?: string | undefined
  /** Words fit to what it is. */
  what?: 'reason' | 'field' | 'option' | 'kind' | 'word'
}) {
  const { t } = useTranslation()
  const name = useId()
  if (locked !== undefined)
    return (
      <div className={styles.away}>
        <p className="muted sm">{locked}</p>
      </div>
    )
  const ways = (['offered', 'retired', 'replaced', 'removed'] as const).filter((way) => way !== 'replaced' || others.length > 0)
  const refused = (way: Fate['way']) => (way === 'removed' ? whyNotRemoved : undefined)
  return (
    <div className={styles.away}>
      <div role="radiogroup" aria-label={t(`choices.fate.${what}`)} className={styles.ways}>
        <b aria-hidden="true">{t(`choices.fate.${what}`)}</b>
        {ways.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name={name}
              checked={fate.way === way}
              disabled={refused(way) !== undefined}
              onChange={() => onChange({ way, by: fate.by })}
            />
            <span>{t(`choices.ways.${what}.${way}`)}</span>
            <small>{refused(way) ?? t(`choices.waysText.${what}.${way}`, { uses })}</small>
          </label>
        ))}
      </div>
      {fate.way === 'replaced' && (
        <SelectField
          label={t('choices.byWhat')}
          options={others}
          value={fate.by}
          onChange={(by) => onChange({ way: 'replaced', by })}
          error={error}
        />
      )}
    </div>
  )
}
