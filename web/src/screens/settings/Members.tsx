import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { membersQuery, teamsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { useMe } from '../../shell/useMe.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { AddMember } from './AddMember.tsx'
import { LeaveForm } from './LeaveForm.tsx'
import { MemberForm } from './MemberForm.tsx'
import { Secret } from './Secret.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

/** Members of the company: who is there, in which role, whether they can sign in. */
export function Members() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const members = useQuery(membersQuery)
  const [adding, setAdding] = useState(false)
  const [invited, setInvited] = useState<{ name: string; link: string }>()
  const [leaving, setLeaving] = useState<Member>()
  const [edited, setEdited] = useState<Member>()
  const [reset, setReset] = useState<{ name: string; link: string }>()

  const failed = (error: unknown) => toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(error, t) })
  const takeBack = useMutation({
    mutationFn: (member: Member) => server.editMember(member.id, member.version, { deactivated: false }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
    onError: failed,
  })
  const invite = useMutation({
    mutationFn: (member: Member) => server.inviteMember(member.id),
    onSuccess: (created, member) => {
      if (created.invitation) setInvited({ name: member.name, link: created.invitation })
      return queryClient.invalidateQueries({ queryKey: ['members'] })
    },
    onError: failed,
  })
  const resetPassword = useMutation({
    mutationFn: (member: Member) => server.makePasswordReset(member.id),
    onSuccess: ({ link }, { name }) => setReset({ name, link }),
    onError: failed,
  })

  return (
    <Section
      title={t('settings.members')}
      lead={t('settings.membersLead')}
      action={
        rights.manageMembers && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('settings.addMember')}
          </Button>
        )
      }
    >
      {members.isError ? (
        <ErrorState error={members.error} what={t('settings.membersFailed')} retry={() => void members.refetch()} />
      ) : members.isPending ? (
        <SkeletonRows rows={4} />
      ) : (
        <ul className={styles.rows}>
          {members.data.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              onInvite={() => invite.mutate(member)}
              onEdit={() => setEdited(member)}
              onReset={() => resetPassword.mutate(member)}
              onLeave={() => setLeaving(member)}
              onReturn={() => takeBack.mutate(member)}
            />
          ))}
        </ul>
      )}
      <AddMember
        opened={adding}
        onClose={() => setAdding(false)}
        onAdded={(created) => {
          setAdding(false)
          if (created.invitation) setInvited({ name: created.name, link: created.invitation })
          else toast({ kind: 'done', title: t('settings.added') })
        }}
      />
      <Dialog
        opened={invited !== undefined}
        onClose={() => setInvited(undefined)}
        title={t('settings.inviteTitle', { name: invited?.name ?? '' })}
        sub={t('settings.inviteText')}
        width={480}
      >
        <Secret text={invited?.link ?? ''} />
      </Dialog>
      <Dialog
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t('settings.deactivateTitle', { name: leaving?.name ?? '' })}
        width={420}
      >
        {leaving && <LeaveForm member={leaving} onClose={() => setLeaving(undefined)} />}
      </Dialog>
      <Dialog
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={t('settings.member.title', { name: edited?.name ?? '' })}
        width={420}
      >
        {edited && <MemberForm member={edited} onClose={() => setEdited(undefined)} />}
      </Dialog>
      <Dialog
        opened={reset !== undefined}
        onClose={() => setReset(undefined)}
        title={t('settings.reset.title', { name: reset?.name ?? '' })}
        sub={t('settings.reset.text')}
        width={480}
      >
        <Secret text={reset?.link ?? ''} />
      </Dialog>
    </Section>
  )
}

function MemberRow({
  member,
  onInvite,
  onEdit,
  onReset,
  onLeave,
  onReturn,
}: {
  member: Member
  onInvite: () => void
  onEdit: () => void
  onReset: () => void
  onLeave: () => void
  onReturn: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const teams = useQuery(teamsQuery)
  const off = member.deactivatedAt !== null
  const own = member.id === me.member.id
  const team = teams.data?.find(({ id }) => id === member.teamId)
  // An owner is let in and shut out by an owner only.
  const mayLetIn = !own && (member.role !== 'owner' || me.member.role === 'owner')
  const standing: MenuEntry[] = off
    ? [{ icon: 'undo', name: t('settings.activate'), onPress: onReturn }]
    : [
        member.canSignIn
          ? { icon: 'key', name: t('settings.reset.make'), onPress: onReset }
          : { icon: 'mail', name: t('settings.invite'), onPress: onInvite },
        { icon: 'lock', name: t('settings.deactivate'), onPress: onLeave },
      ]
  const entries: MenuEntry[] = [
    ...(off ? [] : [{ icon: 'pen' as const, name: t('settings.member.edit'), onPress: onEdit }]),
    ...(mayLetIn ? standing : []),
  ]
  return (
    <li className={styles.row} data-off={off || undefined}>
      <Avatar name={member.name} silent />
      <span className={styles.name}>
        <span className="row">
          <b className="cut">{member.name}</b>
          {own && <Tag>{t('settings.you')}</Tag>}
        </span>
        <span className="muted sm cut">{member.email}</span>
      </span>
      <span className={styles.name}>
        <span className="cut">{t(`role.${member.role}`)}</span>
        {team && <span className="muted sm cut">{team.name}</span>}
      </span>
      <span className="muted sm">
        <Standing member={member} />
      </span>
      {!me.rights.manageMembers || entries.length === 0 ? (
        <span />
      ) : (
        <Menu entries={entries} width={220}>
          {({ onClick, ...button }) => (
            <IconButton icon="dots" label={t('settings.actions', { name: member.name })} {...button} onPress={onClick} />
          )}
        </Menu>
      )}
    </li>
  )
}

/** How the member stands: switched off, not in yet, or his own corridor of load. */
function Standing({ member: { deactivatedAt, canSignIn, invitedUntil, loadMin, loadMax, loadMaxOff } }: { member: Member }) {
  const { t } = useTranslation()
  if (deactivatedAt !== null) return t('settings.deactivated')
  if (!canSignIn) return t(invitedUntil === null ? 'settings.notInvited' : 'settings.invitedNotIn')
  if (loadMaxOff) return t('settings.member.noMostShort')
  if (loadMin === null && loadMax === null) return null
  return t('settings.member.corridor', { least: loadMin ?? '…', most: loadMax ?? '…' })
}
