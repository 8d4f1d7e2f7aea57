import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member } from '@reglament/contract'
import { faultAt, faultOf, faultText, ProblemError } from '../../api/faults.ts'
import { teamsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { useMe } from '../../shell/useMe.ts'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Check, SelectField, TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { isRole, none, orNone, roles } from './people.ts'
import styles from './Settings.module.css'

const textOf = (limit: number | null) => (limit === null ? '' : String(limit))
const isLimit = (text: string) => /^\d{0,6}$/.test(text.trim())
const limitOf = (text: string) => (text.trim() === '' ? null : Number(text))

/** Name, role, team and corridor of load of a member; an empty limit is the one of his role. */
export function MemberForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe().member
  const teams = useQuery(teamsQuery)
  const [name, setName] = useState(member.name)
  const [role, setRole] = useState(member.role)
  const [teamId, setTeamId] = useState(member.teamId)
  const [least, setLeast] = useState(textOf(member.loadMin))
  const [most, setMost] = useState(textOf(member.loadMax))
  const [noMost, setNoMost] = useState(member.loadMaxOff)
  const [version, setVersion] = useState(member.version)
  /** What a colleague has saved meanwhile. */
  const [theirs, setTheirs] = useState<Member>()
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      server.editMember(member.id, version, {
        name,
        teamId,
        loadMin: limitOf(least),
        loadMax: limitOf(most),
        loadMaxOff: noMost,
        ...(role !== member.role && { role }),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['members'] })
      await queryClient.invalidateQueries({ queryKey: ['teams'] })
      await queryClient.invalidateQueries({ queryKey: ['me'] })
      toast({ kind: 'done', title: t('settings.saved') })
      onClose()
    },
    onError: (error) => {
      if (faultOf(error) !== 'stale' || !(error instanceof ProblemError)) return
      // Both values are shown; saved again, this form goes over his knowingly.
      const current = error.problem.current as Member
      setTheirs(current)
      setVersion(current.version)
      void queryClient.invalidateQueries({ queryKey: ['members'] })
    },
  })
  const own = {
    name: name.trim() === '' ? t('entry.needName') : undefined,
    least: isLimit(least) ? undefined : t('settings.member.needNumber'),
    most: isLimit(most) ? undefined : t('settings.member.needNumber'),
  }
  const wrong = {
    name: (tried ? own.name : undefined) ?? faultAt(save.error, '/name'),
    least: own.least ?? faultAt(save.error, '/loadMin'),
    most: own.most ?? faultAt(save.error, '/loadMax'),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!own.name && !own.least && !own.most && !save.isPending) save.mutate()
  }
  const isOwn = member.id === me.id
  const roleLocked = isOwn
    ? t('settings.member.ownRole')
    : member.role === 'owner' && me.role !== 'owner'
      ? t('settings.member.ownersRole')
      : undefined
  const offered = roles.filter((key) => key !== 'owner' || me.role === 'owner' || member.role === 'owner')
  const teamName = (id: string | null) => teams.data?.find((team) => team.id === id)?.name ?? t('settings.team.without')
  const limitName = (limit: number | null) => (limit === null ? t('settings.member.byRole') : String(limit))
  const differing = theirs
    ? [
        { what: t('settings.name'), theirs: theirs.name, mine: name },
        { what: t('settings.role'), theirs: t(`role.${theirs.role}`), mine: t(`role.${role}`) },
        { what: t('settings.team.one'), theirs: teamName(theirs.teamId), mine: teamName(teamId) },
        { what: t('settings.member.least'), theirs: limitName(theirs.loadMin), mine: limitName(limitOf(least)) },
        {
          what: t('settings.member.most'),
          theirs: theirs.loadMaxOff ? '—' : limitName(theirs.loadMax),
          mine: noMost ? '—' : limitName(limitOf(most)),
        },
      ].filter((one) => one.theirs !== one.mine)
    : []
  const said = save.error && !wrong.name && !wrong.least && !wrong.most
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField autoFocus label={t('settings.name')} value={name} onChange={setName} maxLength={120} error={wrong.name} />
      <SelectField
        label={t('settings.role')}
        value={role}
        onChange={(key) => isRole(key) && setRole(key)}
        options={offered.map((key) => ({ key, name: t(`role.${key}`) }))}
        locked={roleLocked}
      />
      <SelectField
        label={t('settings.team.one')}
        value={teamId ?? none}
        onChange={(key) => setTeamId(orNone(key))}
        options={[
          { key: none, name: t('settings.team.without') },
          ...(teams.data ?? []).map((team) => ({ key: team.id, name: team.name })),
        ]}
      />
      <fieldset className={styles.pair}>
        <legend>{t('settings.member.load')}</legend>
        <TextField
          label={t('settings.member.least')}
          inputMode="numeric"
          placeholder={t('settings.member.byRole')}
          value={least}
          onChange={setLeast}
          maxLength={6}
          error={wrong.least}
        />
        <TextField
          label={t('settings.member.most')}
          inputMode="numeric"
          placeholder={t('settings.member.byRole')}
          value={noMost ? '—' : most}
          onChange={setMost}
          maxLength={6}
          error={wrong.most}
          locked={noMost ? '' : undefined}
        />
        <div className={styles.wide}>
          <Check checked={noMost} onChange={setNoMost}>
            {t('settings.member.noMost')}
          </Check>
        </div>
      </fieldset>
      {said && (
        <div role="alert">
          <p>{faultOf(save.error) === 'stale' ? t('settings.member.stale') : faultText(save.error, t)}</p>
          {differing.map((one) => (
            <p key={one.what} className="sm">
              {t('settings.member.both', one)}
            </p>
          ))}
        </div>
      )}
      <FormFoot busy={save.isPending} onCancel={onClose}>
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
