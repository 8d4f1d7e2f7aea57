import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { savedMappingsQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { isMapping, type Mapping } from './mapping.ts'
import styles from './Import.module.css'

/** Mappings of before: take one, or keep this one. */
export function SavedMappings({ mapping, onTake }: { mapping: Mapping; onTake: (mapping: Mapping) => void }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(savedMappingsQuery)
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () => server.saveMapping({ name: name.trim(), mapping }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['import-mappings'] })
      toast({ kind: 'done', title: t('imports.saved') })
      setName('')
    },
    onError: (error) => toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(error, t) }),
  })
  return (
    <div className={styles.saved}>
      {data.length > 0 && (
        <SelectField
          label={t('imports.take')}
          value={null}
          onChange={(id) => {
            const taken = data.find((one) => one.id === id)?.mapping
            if (isMapping(taken)) onTake(taken)
          }}
          options={data.map((one) => ({ key: one.id, name: one.name }))}
        />
      )}
      <TextField label={t('imports.saveAs')} value={name} onChange={setName} maxLength={120} />
      <Button busy={save.isPending} why={name.trim() === '' ? t('imports.needName') : undefined} onPress={() => save.mutate()}>
        {t('imports.save')}
      </Button>
    </div>
  )
}

/** The mapping itself, for those who write it by hand (docs/import.md). */
export function Advanced({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? JSON.stringify(mapping, null, 2)
  return (
    <details onToggle={() => setTyped(undefined)}>
      <summary className="link">{t('imports.advanced')}</summary>
      <TextArea
        label={t('imports.json')}
        rows={14}
        value={text}
        error={typed !== undefined && !readable(typed) ? t('imports.notJson') : undefined}
        onChange={(next) => {
          setTyped(next)
          const read = readable(next)
          if (read) onChange(read)
        }}
      />
    </details>
  )
}

function readable(text: string): Mapping | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isMapping(read) ? read : undefined
  } catch {
    return undefined
  }
}
