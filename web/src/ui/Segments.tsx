import { useCurrentInSight } from './useCurrentInSight.ts'
import styles from './Segments.module.css'

/** Two or three choices side by side: «Мои · Все». */
export function Segments<Key extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Key | null
  options: readonly { key: Key; name: string }[]
  onChange: (value: Key) => void
}) {
  // A name that grows by a count is brought into sight anew.
  const row = useCurrentInSight(options.find(({ key }) => key === value)?.name ?? '')
  return (
    <span ref={row} className={styles.segments} role="group" aria-label={label}>
      {options.map(({ key, name }) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {name}
        </button>
      ))}
    </span>
  )
}
