import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Team } from '@reglament/contract'
import { faultAt, faultText } from '../../api/faults.ts'
import { membersQuery, teamsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { headsAmong, none, orNone } from './people.ts'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

/** Teams with their heads: who looks after whose deals. */
export function Teams() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const teams = useQuery(teamsQuery)
  const members = useQuery(membersQuery)
  const [edited, setEdited] = useState<Team | 'new'>()
  const close = () => setEdited(undefined)
  const nameOf = (id: string | null) => members.data?.find((member) => member.id === id)?.name
  return (
    <Section
      title={t('settings.team.title')}
      lead={t('settings.team.lead')}
      action={
        rights.manageMembers && (
          <Button icon="plus" onPress={() => setEdited('new')}>
            {t('settings.team.add')}
          </Button>
        )
      }
    >
      {teams.isError ? (
        <ErrorState error={teams.error} what={t('settings.membersFailed')} retry={() => void teams.refetch()} />
      ) : teams.isPending ? (
        <SkeletonRows rows={2} />
      ) : teams.data.length === 0 ? (
        <EmptyState icon="client" title={t('settings.team.none')}>
          {t('settings.team.noneText')}
        </EmptyState>
      ) : (
        <ul className={styles.rows}>
          {teams.data.map((team) => (
            <li key={team.id} className={`${styles.row} ${styles.keyRow}`}>
              <Icon name="client" />
              <b className="cut">{team.name}</b>
              <span className="muted sm">
                {team.headId === null ? t('settings.team.noHead') : t('settings.team.headedBy', { name: nameOf(team.headId) ?? '…' })}
                {' · '}
                {t('settings.team.people', { count: team.members })}
              </span>
              {rights.manageMembers ? (
                <Button size="s" kind="quiet" label={t('settings.team.change', { name: team.name })} onPress={() => setEdited(team)}>
                  {t('settings.change')}
                </Button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      )}
      <Dialog
        opened={edited !== undefined}
        onClose={close}
        title={edited === 'new' ? t('settings.team.newTitle') : t('settings.team.editTitle', { name: edited?.name ?? '' })}
        width={420}
      >
        {edited && <TeamForm team={edited === 'new' ? undefined : edited} onClose={close} />}
      </Dialog>
    </Section>
  )
}

function TeamForm({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const members = useQuery(membersQuery)
  const [name, setName] = useState(team?.name ?? '')
  const [headId, setHeadId] = useState(team?.headId ?? null)
  const [tried, setTried] = useState(false)
  const done = async (title: string) => {
    await queryClient.invalidateQueries({ queryKey: ['teams'] })
    await queryClient.invalidateQueries({ queryKey: ['members'] })
    toast({ kind: 'done', title })
    onClose()
  }
  const reread = () => void queryClient.invalidateQueries({ queryKey: ['teams'] })
  const save = useMutation({
    mutationFn: () => (team ? server.editTeam(team.id, team.version, { name, headId }) : server.addTeam({ name, headId })),
    onSuccess: () => done(t('settings.saved')),
    onError: reread,
  })
  const remove = useMutation({
    mutationFn: (id: string) => server.deleteTeam(id),
    onSuccess: () => done(t('settings.team.deleted')),
    onError: reread,
  })
  const empty = name.trim() === '' ? t('settings.team.needName') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!empty && !save.isPending) save.mutate()
  }
  const error = save.error ?? remove.error
  const atField = faultAt(save.error, '/name') ?? faultAt(save.error, '/headId')
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        autoFocus
        label={t('settings.team.name')}
        value={name}
        onChange={setName}
        maxLength={120}
        error={(tried ? empty : undefined) ?? faultAt(save.error, '/name')}
      />
      <SelectField
        label={t('settings.team.head')}
        hint={t('settings.team.headHint')}
        options={[{ key: none, name: t('settings.team.defaultHead') }, ...headsAmong(members.data ?? [])]}
        value={headId ?? none}
        onChange={(key) => setHeadId(orNone(key))}
        error={faultAt(save.error, '/headId')}
      />
      {error && !atField && <p role="alert">{faultText(error, t)}</p>}
      <footer className="row">
        <Button kind="go" type="submit" busy={save.isPending}>
          {t('ui.save')}
        </Button>
        {team && (
          <Button
            kind="quiet"
            busy={remove.isPending}
            why={team.members > 0 ? t('settings.team.notEmpty') : undefined}
            onPress={() => remove.mutate(team.id)}
          >
            {t('settings.team.delete')}
          </Button>
        )}
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
