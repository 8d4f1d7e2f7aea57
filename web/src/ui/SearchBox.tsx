import { useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'
import styles from './SearchBox.module.css'

const typedMs = 250

/** What a list is searched for: asked when the typing pauses, never at each letter. */
export function SearchBox({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onChange(typed.trim()), typedMs)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only typing starts the pause
  }, [typed])
  return (
    <label className={styles.search}>
      <Icon name="find" size={14} />
      <span className="unseen">{label}</span>
      <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={hint} maxLength={200} />
    </label>
  )
}
