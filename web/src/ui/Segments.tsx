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
  return (
    <span className={styles.segments} role="group" aria-label={label}>
      {options.map(({ key, name }) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {name}
        </button>
      ))}
    </span>
  )
}
