import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { receiversQuery } from '../../api/control.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import shared from './Control.module.css'
import styles from './Receiver.module.css'

/** Nobody in particular: whoever has room takes it. */
export const exchange = 'exchange'

/** Who gets the deal: the exchange, or somebody, each with his load; who is full or may not get it can't be chosen, and it is said why. */
export function Receiver({
  label,
  value,
  was,
  neverBack = false,
  onChange,
}: {
  label: string
  value: string | undefined
  /** Whose deal it was. */
  was: string | null
  neverBack?: boolean
  onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(receiversQuery)
  if (!data)
    return error ? <ErrorState error={error} what={t('control.give.failed')} retry={() => void refetch()} /> : <SkeletonRows rows={4} />
  const people = data
    .filter(({ id }) => !neverBack || id !== was)
    .toSorted((one, other) => Number(other.id === was) - Number(one.id === was))
  return (
    <fieldset className={styles.receivers}>
      <legend>{label}</legend>
      <ul>
        <li>
          <label className={styles.receiver}>
            <input type="radio" name="receiver" checked={value === exchange} onChange={() => onChange(exchange)} />
            <Icon name="swap" size={16} />
            <span className="grow">{t('control.give.exchange')}</span>
            <span className={shared.small}>{t('control.give.exchangeSide')}</span>
          </label>
        </li>
        {people.map(({ id, name, load, max, away }) => {
          const full = max !== null && load >= max
          const said = [
            id === was && t('control.give.same'),
            away && t('control.give.away'),
            full && t('control.give.full'),
            max === null ? t('control.give.loadOpen', { load }) : t('control.give.load', { load, max }),
          ].filter(Boolean)
          return (
            <li key={id}>
              <label className={styles.receiver} data-full={full || undefined}>
                <input type="radio" name="receiver" disabled={full} checked={value === id} onChange={() => onChange(id)} />
                <Avatar name={name} size="s" silent />
                <span className="grow cut">{name}</span>
                <span className={shared.small}>{said.join(' · ')}</span>
              </label>
            </li>
          )
        })}
      </ul>
      {neverBack && <p className={shared.small}>{t('control.calls.neverBack')}</p>}
    </fieldset>
  )
}
