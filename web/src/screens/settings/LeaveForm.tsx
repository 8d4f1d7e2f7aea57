import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkRow, Member } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { membersQuery, openDealsOfQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { workersAmong } from './people.ts'
import styles from './Settings.module.css'

const [keep, exchange] = ['keep', 'exchange']
const atOnce = 200

/** Every open deal of the member is given to somebody (null: the exchange), each judged by itself; answers those that were not. */
async function handOver(memberId: string, responsibleId: string | null): Promise<BulkRow[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await server.openDealsOf(memberId, { limit: atOnce, after })
    ids.push(...items.map(({ id }) => id))
    after = next
  } while (after !== undefined)
  const left: BulkRow[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const { items } = await server.actOnDeals({ dealIds: ids.slice(from, from + atOnce), act: { kind: 'assign', responsibleId } })
    left.push(...items.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed'))
  }
  return left
}

/** Switches a member off, and first says how many open deals he has and offers to hand them over. */
export function LeaveForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe().member
  const deals = useQuery(openDealsOfQuery(member.id))
  const members = useQuery(membersQuery)
  const [to, setTo] = useState<string | null>(null)
  const [left, setLeft] = useState<BulkRow[]>([])
  const leave = useMutation({
    mutationFn: () => server.editMember(member.id, undefined, { deactivated: true }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['members'] })
      await queryClient.invalidateQueries({ queryKey: ['teams'] })
      toast({ kind: 'done', title: t('settings.leave.done', { name: member.name }) })
      onClose()
    },
  })
  const hand = useMutation({
    mutationFn: () => handOver(member.id, to === exchange ? null : to),
    onSuccess: async (refused) => {
      setLeft(refused)
      // Deals have changed hands: the board, the exchange and the day are read anew.
      await queryClient.invalidateQueries()
      if (refused.length === 0) leave.mutate()
    },
  })
  if (deals.isError) return <ErrorState error={deals.error} what={t('settings.leave.unread')} retry={() => void deals.refetch()} />
  if (deals.isPending) return <SkeletonRows rows={2} />
  const { count, more } = deals.data
  // Only who may act on deals of others hands them over; the admin keeps house.
  const mayHand = me.role === 'owner'
  const hands = count > 0 && mayHand
  const busy = hand.isPending || leave.isPending
  const error = hand.error ?? leave.error
  const colleagues = workersAmong((members.data ?? []).filter(({ id }) => id !== member.id))
  const press = () => {
    if (busy) return
    if (hands && to !== null && to !== keep) hand.mutate()
    else leave.mutate()
  }
  return (
    <div className={styles.form}>
      <p className="t2">{t('settings.leave.text')}</p>
      {count > 0 && (
        <p>
          <b>{more ? t('settings.leave.moreDeals', { count }) : t('settings.leave.deals', { count })}</b>
          {!mayHand && ` ${t('settings.leave.ownerHands')}`}
        </p>
      )}
      {hands && (
        <SelectField
          autoFocus
          label={t('settings.leave.to')}
          value={to}
          onChange={setTo}
          empty={t('ui.choose')}
          options={[{ key: exchange, name: t('settings.leave.exchange') }, ...colleagues, { key: keep, name: t('settings.leave.keep') }]}
        />
      )}
      {left.length > 0 && (
        <div role="alert">
          <p>{t('settings.leave.left', { count: left.length })}</p>
          <ul className={styles.left}>
            {left.slice(0, 5).map((row) => (
              <li key={row.dealId}>
                <b>{row.title}</b> {row.why ?? row.refusals[0]?.text}
              </li>
            ))}
          </ul>
        </div>
      )}
      {error && <p role="alert">{faultText(error, t)}</p>}
      <footer className="row">
        <Button kind="go" busy={busy} why={hands && to === null ? t('settings.leave.choose') : undefined} onPress={press}>
          {hands && to !== null && to !== keep ? t('settings.leave.handAndSwitchOff') : t('settings.deactivate')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </div>
  )
}
