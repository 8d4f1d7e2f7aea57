import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceSettings } from '@reglament/contract'
import { faultAt, faultOf, faultText } from '../../api/faults.ts'
import { membersQuery, workspaceQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { zoneName } from '../../entry/checks.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { locale } from '../../words/i18n.ts'
import { headsAmong } from './people.ts'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

/** The company: its name, who decides where a team has no head, the zone and the currency it counts in. */
export function Company() {
  const { t } = useTranslation()
  const workspace = useQuery(workspaceQuery)
  return (
    <Section title={t('settings.company.title')} lead={t('settings.company.lead')}>
      {workspace.isError ? (
        <ErrorState error={workspace.error} what={t('settings.company.failed')} retry={() => void workspace.refetch()} />
      ) : workspace.isPending ? (
        <SkeletonRows rows={4} />
      ) : (
        <CompanyForm key={workspace.data.version} company={workspace.data} />
      )}
    </Section>
  )
}

function CompanyForm({ company }: { company: WorkspaceSettings }) {
  const { t } = useTranslation()
  const members = useQuery(membersQuery)
  const [name, setName] = useState(company.name)
  const [headId, setHeadId] = useState(company.defaultHeadId)
  const save = useMutation({
    mutationFn: () => server.editWorkspace(company.version, { name, ...(headId !== null && { defaultHeadId: headId }) }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(workspaceQuery.queryKey, saved)
      await queryClient.invalidateQueries({ queryKey: ['me'] })
      toast({ kind: 'done', title: t('settings.saved') })
    },
  })
  const empty = name.trim() === '' ? t('entry.needCompany') : undefined
  const same = name.trim() === company.name && headId === company.defaultHeadId
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!empty && !same && !save.isPending) save.mutate()
  }
  const at = (path: string) => faultAt(save.error, path)
  const isStale = save.error !== null && faultOf(save.error) === 'stale'
  return (
    <form className={`${styles.form} ${styles.narrow}`} onSubmit={submit} noValidate>
      <TextField label={t('settings.company.name')} value={name} onChange={setName} maxLength={120} error={empty ?? at('/name')} />
      <SelectField
        label={t('settings.company.head')}
        hint={t('settings.company.headHint')}
        options={headsAmong(members.data ?? [])}
        value={headId}
        onChange={setHeadId}
        error={at('/defaultHeadId')}
      />
      <TextField
        label={t('signUp.timeZone')}
        value={zoneName(company.timeZone, locale())}
        onChange={setName}
        locked={t('signUp.timeZoneHint')}
      />
      <TextField label={t('signUp.currency')} value={company.currency} onChange={setName} locked={t('settings.company.fixed')} />
      {save.error && !at('/name') && !at('/defaultHeadId') && <p role="alert">{faultText(save.error, t)}</p>}
      <footer className="row">
        <Button kind="go" type="submit" busy={save.isPending} why={same ? t('settings.company.same') : undefined}>
          {t('ui.save')}
        </Button>
        {isStale && (
          <Button kind="quiet" onPress={() => void queryClient.invalidateQueries({ queryKey: ['workspace'] })}>
            {t('settings.company.reread')}
          </Button>
        )}
      </footer>
    </form>
  )
}
