import { useTranslation } from 'react-i18next'
import { TextField } from '../../../ui/inputs.tsx'
import styles from './Lists.module.css'

export type Pair = { ru: string; en: string }

/** A name in both languages; an empty one takes the other's words, so that nobody has to write twice. */
export const bothOf = ({ ru, en }: Pair): Pair => ({ ru: ru.trim() || en.trim(), en: en.trim() || ru.trim() })

export function NamePair({
  name,
  onChange,
  error,
  labels,
  maxLength = 100,
  autoFocus = true,
}: {
  name: Pair
  onChange: (name: Pair) => void
  error?: string | undefined
  labels?: { ru: string; en: string }
  maxLength?: number
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.pair}>
      <TextField
        autoFocus={autoFocus}
        label={labels?.ru ?? t('choices.nameRu')}
        value={name.ru}
        onChange={(ru) => onChange({ ...name, ru })}
        maxLength={maxLength}
        error={error}
      />
      <TextField
        label={labels?.en ?? t('choices.nameEn')}
        value={name.en}
        onChange={(en) => onChange({ ...name, en })}
        maxLength={maxLength}
      />
    </div>
  )
}
