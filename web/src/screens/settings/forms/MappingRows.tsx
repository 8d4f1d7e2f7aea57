import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fieldsQuery } from '../../../api/queries.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { meanings, type MappingRow } from './mapping.ts'
import styles from './Forms.module.css'

/** Which field of a form, or which path of a webhook, is which part of a lead. */
export function MappingRows({
  rows,
  hint,
  onChange,
}: {
  rows: readonly MappingRow[]
  hint: string
  onChange: (rows: MappingRow[]) => void
}) {
  const { t } = useTranslation()
  const set = (id: number, change: Partial<MappingRow>) => onChange(rows.map((row) => (row.id === id ? { ...row, ...change } : row)))
  const { data: fields = [] } = useQuery(fieldsQuery)
  // A field of the deal by its key: what comes in it stands on the deal that the inquiry becomes.
  const own = fields
    .filter(({ key, system, retired }) => !system && !retired && key !== 'source')
    .map(({ key, name }) => ({ key: `field:${key}`, name: t('leads.forms.ofDeal', { name }) }))
  const known: readonly string[] = [...meanings, ...own.map(({ key }) => key)]
  return (
    <fieldset className={styles.mapping}>
      <legend>{t('leads.forms.mapping')}</legend>
      <p className="muted sm">{hint}</p>
      {rows.map(({ id, field, meaning }) => (
        <div key={id} className={styles.mappingRow}>
          <TextField label={t('leads.forms.field')} value={field} onChange={(text) => set(id, { field: text })} maxLength={200} />
          <SelectField
            label={t('leads.forms.meaning')}
            value={meaning}
            onChange={(key) => set(id, { meaning: key })}
            options={[
              ...meanings.map((key) => ({ key, name: t(`leads.forms.meanings.${key}`) })),
              ...own,
              ...(meaning !== null && !known.includes(meaning) ? [{ key: meaning, name: meaning }] : []),
            ]}
          />
          <IconButton
            icon="x"
            size="s"
            label={t('leads.forms.removeField')}
            onPress={() => onChange(rows.filter((row) => row.id !== id))}
          />
        </div>
      ))}
      <Button
        size="s"
        icon="plus"
        onPress={() => onChange([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, field: '', meaning: null }])}
      >
        {t('leads.forms.addField')}
      </Button>
    </fieldset>
  )
}
