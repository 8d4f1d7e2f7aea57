import { Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member, MemberEdit } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { membersQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { useMe } from '../../shell/useMe.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { AddMember } from './AddMember.tsx'
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

  const failed = (error: unknown) => toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(error, t) })
  const edit = useMutation({
    mutationFn: ({ id, ...change }: MemberEdit & { id: string }) => server.editMember(id, change),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
    onError: failed,
  })
  const invite = useMutation({
    mutationFn: (member: Member) => server.inviteMember(member.id),
    onSuccess: (created, member) => created.invitation && setInvited({ name: member.name, link: created.invitation }),
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
              onLeave={() => setLeaving(member)}
              onReturn={() => edit.mutate({ id: member.id, deactivated: false })}
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
        footer={
          <>
            <Button
              kind="go"
              onPress={() => {
                if (leaving) edit.mutate({ id: leaving.id, deactivated: true })
                setLeaving(undefined)
              }}
            >
              {t('settings.deactivate')}
            </Button>
            <Button kind="quiet" onPress={() => setLeaving(undefined)}>
              {t('ui.cancel')}
            </Button>
          </>
        }
      >
        <p className="t2">{t('settings.deactivateText')}</p>
      </Dialog>
    </Section>
  )
}

function MemberRow({
  member,
  onInvite,
  onLeave,
  onReturn,
}: {
  member: Member
  onInvite: () => void
  onLeave: () => void
  onReturn: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const off = member.deactivatedAt !== null
  const own = member.id === me.member.id
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
      <span>{t(`role.${member.role}`)}</span>
      <span className="muted sm">{off ? t('settings.deactivated') : member.canSignIn ? '' : t('settings.notInvited')}</span>
      {own || !me.rights.manageMembers ? (
        <span />
      ) : (
        <Menu
          position="bottom-end"
          shadow="none"
          offset={4}
          width={220}
          classNames={{ dropdown: styles.menu, item: styles.item }}
          transitionProps={{ duration: 90 }}
        >
          <Menu.Target>
            <IconButton icon="dots" label={t('settings.actions', { name: member.name })} />
          </Menu.Target>
          <Menu.Dropdown>
            {!off && (
              <Menu.Item leftSection={<Icon name="mail" />} onClick={onInvite}>
                {t('settings.invite')}
              </Menu.Item>
            )}
            {off ? (
              <Menu.Item leftSection={<Icon name="undo" />} onClick={onReturn}>
                {t('settings.activate')}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<Icon name="lock" />} onClick={onLeave}>
                {t('settings.deactivate')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
