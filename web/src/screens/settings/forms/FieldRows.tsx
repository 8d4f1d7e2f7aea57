import { useTranslation } from 'react-i18next'
import { answerableParts, type SiteFormField, type SiteFormPart, siteFormParts, usualLabel } from '@reglament/kernel/siteForm'
import { IconButton } from '../../../ui/Button.tsx'
import { Check, SelectField, TextField } from '../../../ui/inputs.tsx'
import styles from './Forms.module.css'

/** What visitors fill in: each field with its words, whether it must be filled in, and its place. */
export function FieldRows({
  fields,
  button,
  onFields,
  onButton,
  error,
}: {
  fields: readonly SiteFormField[]
  button: string
  onFields: (fields: SiteFormField[]) => void
  onButton: (button: string) => void
  error: string | undefined
}) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'ru'
  const set = (at: number, change: Partial<SiteFormField>) =>
    onFields(fields.map((field, i) => (i === at ? { ...field, ...change } : field)))
  const swap = (at: number, to: number) => onFields([...fields].with(at, fields[to]!).with(to, fields[at]!))
  const rest = siteFormParts.filter((part) => !fields.some((field) => field.part === part))
  const said = error ?? (fields.some(({ part }) => answerableParts.includes(part)) ? undefined : t('leads.forms.noAnswer'))
  return (
    <fieldset className={styles.mapping}>
      <legend>{t('leads.forms.fields')}</legend>
      <p className="muted sm">{t('leads.forms.fieldsHint')}</p>
      <ol className={styles.fields}>
        {fields.map(({ part, label, required }, i) => {
          const meaning = t(`leads.forms.meanings.${part}`)
          return (
            <li key={part} className={styles.fieldRow}>
              <TextField
                label={t('leads.forms.wordsOf', { field: meaning })}
                value={label}
                onChange={(text) => set(i, { label: text })}
                maxLength={100}
              />
              <Check checked={required} onChange={(must) => set(i, { required: must })}>
                {t('leads.forms.must')}
              </Check>
              <span className={styles.places}>
                {i > 0 && (
                  <IconButton
                    icon="down"
                    size="s"
                    className={styles.up}
                    label={t('leads.forms.higher', { field: meaning })}
                    onPress={() => swap(i, i - 1)}
                  />
                )}
                <IconButton
                  icon="x"
                  size="s"
                  label={t('leads.forms.without', { field: meaning })}
                  onPress={() => onFields(fields.filter((_, at) => at !== i))}
                />
              </span>
            </li>
          )
        })}
      </ol>
      {said !== undefined && (
        <p className={styles.fault} role="alert">
          {said}
        </p>
      )}
      <div className={styles.two}>
        {rest.length > 0 && (
          <SelectField
            label={t('leads.forms.askMore')}
            value={null}
            onChange={(key) => {
              const part = rest.find((one): one is SiteFormPart => one === key)
              if (part) onFields([...fields, { part, label: usualLabel(part, language), required: false }])
            }}
            options={rest.map((part) => ({ key: part, name: t(`leads.forms.meanings.${part}`) }))}
          />
        )}
        <TextField label={t('leads.forms.button')} value={button} onChange={onButton} maxLength={60} />
      </div>
    </fieldset>
  )
}
