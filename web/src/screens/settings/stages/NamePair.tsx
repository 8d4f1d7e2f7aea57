import { useTranslation } from 'react-i18next'
import { TextField } from '../../../ui/inputs.tsx'
import { locale } from '../../../words/i18n.ts'
import styles from './Stages.module.css'

export type Name = { ru: string; en: string }

/** The name that is left empty in one language is the other's. */
export const wholeName = ({ ru, en }: Name): Name => ({ ru: ru.trim() || en.trim(), en: en.trim() || ru.trim() })
export const isNamed = ({ ru, en }: Name) => ru.trim() !== '' || en.trim() !== ''

/** A name in both languages, the reader's first. */
export function NamePair({ name, onChange, autoFocus = false }: { name: Name; onChange: (name: Name) => void; autoFocus?: boolean }) {
  const { t } = useTranslation()
  const order = locale() === 'ru' ? (['ru', 'en'] as const) : (['en', 'ru'] as const)
  return (
    <div className={styles.pair}>
      {order.map((language, i) => (
        <TextField
          key={language}
          autoFocus={autoFocus && i === 0}
          label={t(`stages.nameIn.${language}`)}
          value={name[language]}
          onChange={(text) => onChange({ ...name, [language]: text })}
          maxLength={200}
          {...(i === 1 && { placeholder: name[order[0]] })}
        />
      ))}
    </div>
  )
}
