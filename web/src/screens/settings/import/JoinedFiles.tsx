import { useTranslation } from 'react-i18next'
import type { ImportFile } from '@reglament/contract'
import { Check, SelectField } from '../../../ui/inputs.tsx'
import { columnIn, inBraces, without, withOr, type CompanyFile, type DealMapping, type PeopleFile } from './mapping.ts'
import { ColumnField, Group } from './parts.tsx'
import styles from './Import.module.css'

type Props = { mapping: DealMapping; others: readonly ImportFile[]; onChange: (mapping: DealMapping) => void }
const namesOf = (files: readonly ImportFile[]) => files.map(({ name }) => ({ key: name, name }))
const firstColumn = ({ columns }: ImportFile) => columns.find(({ name }) => name !== '')?.name ?? ''

/** The file of companies beside the main one: by which column it belongs, and what is taken of it. */
export function CompaniesBeside({ mapping, others, onChange }: Props) {
  const { t } = useTranslation()
  const { company } = mapping
  if (!company || others.length === 0) return null
  const beside = company.in
  const file = others.find(({ name }) => name === beside?.file)
  const set = (change: Partial<CompanyFile>) => onChange({ ...mapping, company: { ...company, in: { ...beside!, ...change } } })
  return (
    <Group title={t('imports.companiesBeside')} hint={t('imports.companiesHint')}>
      <div className={styles.grid}>
        <SelectField
          label={t('imports.besideFile')}
          value={beside?.file ?? null}
          options={namesOf(others)}
          empty={t('imports.noFile')}
          clearable
          onChange={(name) => {
            const chosen = others.find((one) => one.name === name)
            onChange({
              ...mapping,
              company: chosen
                ? { ...company, in: { file: chosen.name, key: firstColumn(chosen), name: firstColumn(chosen) } }
                : without(company, 'in'),
            })
          }}
        />
        {file && beside && (
          <>
            <ColumnField
              file={file}
              label={t('imports.joinedBy', { column: columnIn(company.name) ?? company.name })}
              value={beside.key}
              required
              onChange={(key) => key && set({ key })}
            />
            <ColumnField
              file={file}
              label={t('imports.calledBy')}
              value={beside.name}
              required
              onChange={(name) => name && set({ name })}
            />
            <ColumnField
              file={file}
              label={t('imports.inn')}
              value={beside.inn ?? null}
              onChange={(inn) => onChange({ ...mapping, company: { ...company, in: withOr(beside, 'inn', inn) } })}
            />
          </>
        )}
      </div>
      {file && beside && <Details file={file} beside={beside} onChange={(details) => set({ details })} />}
    </Group>
  )
}

/** What else of a company is kept: ticks for the other columns of its file. */
function Details({
  file,
  beside,
  onChange,
}: {
  file: ImportFile
  beside: CompanyFile
  onChange: (details: Record<string, string>) => void
}) {
  const { t } = useTranslation()
  const details = beside.details ?? {}
  const taken = new Set(Object.values(details))
  const rest = file.columns.filter(({ name }) => name !== '' && ![beside.key, beside.name, beside.inn].includes(name))
  if (rest.length === 0) return null
  return (
    <div role="group" aria-label={t('imports.details')}>
      <p className="sm t2">{t('imports.details')}</p>
      <div className={styles.ticks}>
        {rest.map(({ name }) => (
          <Check
            key={name}
            checked={taken.has(name)}
            onChange={(on) =>
              onChange(
                on ? { ...details, [name]: name } : Object.fromEntries(Object.entries(details).filter(([, column]) => column !== name)),
              )
            }
          >
            {name}
          </Check>
        ))}
      </div>
    </div>
  )
}

/** The file of people beside the main one: who works here, in which team and under whom. */
export function PeopleBeside({ mapping, others, onChange }: Props) {
  const { t } = useTranslation()
  if (!mapping.responsible || others.length === 0) return null
  const { members } = mapping
  const file = others.find(({ name }) => name === members?.file)
  const column = (key: 'name' | 'email' | 'team' | 'head') =>
    file &&
    members && (
      <ColumnField
        key={key}
        file={file}
        label={t(`imports.people.${key}`)}
        value={columnIn(members[key])}
        required={key === 'name'}
        onChange={(name) =>
          onChange({ ...mapping, members: withOr(members, key, name === null ? null : inBraces(name)) satisfies PeopleFile })
        }
      />
    )
  return (
    <Group title={t('imports.peopleBeside')} hint={t('imports.peopleHint')}>
      <div className={styles.grid}>
        <SelectField
          label={t('imports.besideFile')}
          value={members?.file ?? null}
          options={namesOf(others)}
          empty={t('imports.noFile')}
          clearable
          onChange={(name) => {
            const chosen = others.find((one) => one.name === name)
            onChange(
              chosen ? { ...mapping, members: { file: chosen.name, name: inBraces(firstColumn(chosen)) } } : without(mapping, 'members'),
            )
          }}
        />
        {column('name')}
        {column('email')}
        {column('team')}
        {column('head')}
      </div>
    </Group>
  )
}
