import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberCreated, Role } from '@reglament/contract'
import { faultAt, faultText, ProblemError } from '../../api/faults.ts'
import { teamsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { isEmail } from '../../entry/checks.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/inputs.tsx'
import { isRole, none, orNone, roles } from './people.ts'
import styles from './Settings.module.css'

/** Adds a member; the answer carries the invitation link, shown once. */
export function AddMember({
  opened,
  onClose,
  onAdded,
}: {
  opened: boolean
  onClose: () => void
  onAdded: (created: MemberCreated) => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('settings.addTitle')} sub={t('settings.addLead')} width={420}>
      <Form onAdded={onAdded} onClose={onClose} />
    </Dialog>
  )
}

function Form({ onAdded, onClose }: { onAdded: (created: MemberCreated) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('manager')
  const [teamId, setTeamId] = useState<string | null>(null)
  const teams = useQuery(teamsQuery)
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: () => server.addMember({ name: name.trim(), email: email.trim(), role, ...(teamId !== null && { teamId }) }),
    onSuccess: async (created) => {
      await queryClient.invalidateQueries({ queryKey: ['members'] })
      onAdded(created)
    },
  })
  const own = {
    name: name.trim() === '' ? t('entry.needName') : undefined,
    email: email.trim() === '' ? t('settings.needEmail') : isEmail(email) ? undefined : t('entry.wrongEmail'),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!own.name && !own.email && !add.isPending) add.mutate()
  }
  const told = add.error instanceof ProblemError ? add.error.problem.detail : undefined
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        autoFocus
        label={t('settings.name')}
        value={name}
        onChange={setName}
        maxLength={120}
        error={(tried ? own.name : undefined) ?? faultAt(add.error, '/name')}
      />
      <TextField
        type="email"
        label={t('settings.email')}
        value={email}
        onChange={setEmail}
        maxLength={254}
        error={(tried ? own.email : undefined) ?? faultAt(add.error, '/email')}
      />
      <SelectField
        label={t('settings.role')}
        value={role}
        onChange={(key) => isRole(key) && setRole(key)}
        options={roles.map((key) => ({ key, name: t(`role.${key}`) }))}
      />
      {(teams.data ?? []).length > 0 && (
        <SelectField
          label={t('settings.team.one')}
          value={teamId ?? none}
          onChange={(key) => setTeamId(orNone(key))}
          options={[
            { key: none, name: t('settings.team.without') },
            ...(teams.data ?? []).map((team) => ({ key: team.id, name: team.name })),
          ]}
        />
      )}
      {add.error && <EntryFault title={t('settings.notAdded')}>{told ?? faultText(add.error, t)}</EntryFault>}
      <div className="row">
        <Button kind="go" type="submit" busy={add.isPending}>
          {add.isPending ? t('settings.adding') : t('settings.add')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  )
}
