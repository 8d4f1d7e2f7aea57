import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '@reglament/contract'
import { faultText } from '../../../api/faults.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { Segments } from '../../../ui/Segments.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Becoming } from './Becoming.tsx'
import { EmptyWords } from './CommonParts.tsx'
import { DealParts } from './DealParts.tsx'
import { Faults } from './Faults.tsx'
import { Files } from './Files.tsx'
import { LeadParts } from './LeadParts.tsx'
import { becomesOf, isMapping, isOfLeads, type Becomes, type Mapping } from './mapping.ts'
import { Group } from './parts.tsx'
import { Advanced, SavedMappings } from './SavedMappings.tsx'
import styles from './Import.module.css'

const kinds = ['deals', 'leads'] as const

/** What the rows of a file become, and which column is what: guessed, and corrected by a person; rows as they will become below. */
export function MappingForm({ data, onOrdered }: { data: Import; onOrdered: (ordered: Import) => void }) {
  const { t } = useTranslation()
  const [main, setMain] = useState(data.main ?? data.files[0]?.name ?? '')
  const [mapping, setMapping] = useState<Mapping>(() => (isMapping(data.mapping) ? data.mapping : isMapping(data.guess) ? data.guess : {}))
  const file = data.files.find(({ name }) => name === main)
  const others = data.files.filter(({ name }) => name !== main)
  const order = useMutation({
    mutationFn: (dryRun: boolean) => server.runImport(data.id, { main, mapping, dryRun }),
    onSuccess: onOrdered,
  })
  const guess = useMutation({
    mutationFn: (asked: { main: string; becomes: Becomes; pipeline?: string }) => server.guessMapping(data.id, asked),
    onSuccess: ({ mapping: guessed }) => isMapping(guessed) && setMapping(guessed),
    onError: (error) => toast({ kind: 'failed', title: t('imports.notGuessed'), text: faultText(error, t) }),
  })
  const unsure = guess.data?.unsure ?? data.unsure
  if (!file) return null
  const becomes = becomesOf(mapping)
  return (
    <section className={styles.stack} aria-label={t('imports.mapping')}>
      <Group title={t('imports.groups.files')} hint={t('imports.mappingLead')}>
        <Files data={data} />
        <div className="row wrap">
          <span>{t('imports.becomes')}</span>
          <Segments
            label={t('imports.becomes')}
            value={becomes}
            options={kinds.map((key) => ({ key, name: t(`imports.kindsOf.${key}`) }))}
            onChange={(kind) => kind !== becomes && guess.mutate({ main, becomes: kind })}
          />
        </div>
        <div className={styles.grid}>
          {data.files.length > 1 && (
            <SelectField
              label={t('imports.main')}
              value={main}
              onChange={(name) => {
                if (name === null || name === main) return
                setMain(name)
                guess.mutate({ main: name, becomes })
              }}
              options={data.files.map(({ name, rows }) => ({ key: name, name: `${name} · ${t('imports.rows', { count: rows })}` }))}
            />
          )}
          <TextField
            label={t('imports.source')}
            hint={t('imports.sourceHint')}
            value={mapping.source ?? ''}
            maxLength={40}
            onChange={(source) => setMapping({ ...mapping, source: source.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-') })}
          />
          <EmptyWords mapping={mapping} onChange={setMapping} />
        </div>
        <SavedMappings mapping={mapping} onTake={setMapping} />
      </Group>
      {isOfLeads(mapping) ? (
        <LeadParts file={file} mapping={mapping} onChange={setMapping} />
      ) : (
        <DealParts
          file={file}
          others={others}
          mapping={mapping}
          unsure={unsure}
          onChange={setMapping}
          onPipeline={(pipeline) => guess.mutate({ main, becomes, pipeline })}
        />
      )}
      <Advanced mapping={mapping} onChange={setMapping} />
      <Becoming data={data} file={file} mapping={mapping} />
      <Faults error={order.error} />
      <div className={styles.actions}>
        <Button kind="plain" icon="eye" busy={order.isPending && order.variables} onPress={() => order.mutate(true)}>
          {t('imports.tryIt')}
        </Button>
        <Button
          kind="go"
          busy={order.isPending && !order.variables}
          why={data.result === null ? t('imports.tryFirst') : undefined}
          onPress={() => order.mutate(false)}
        >
          {t('imports.run')}
        </Button>
      </div>
    </section>
  )
}
