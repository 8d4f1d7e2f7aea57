import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { useProlongDeal } from '../../../api/acts.ts'
import { detailOf, faultAt, faultOf, faultText, refusalsOf } from '../../../api/faults.ts'
import { useMe } from '../../../shell/useMe.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { DateField, TextArea } from '../../../ui/inputs.tsx'
import { serverNow } from '../../../ui/now.ts'
import { toast } from '../../../ui/toast.tsx'
import { useFormat } from '../../../words/format.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { Section } from '../Section.tsx'
import styles from '../tasks/Tasks.module.css'
import { later } from '../../../ui/later.tsx'

const HandOverDialog = later(async () => (await import('./HandOverDialog.tsx')).HandOverDialog)

const dayMs = 86_400_000
/** From when the end of a deal's life is a matter for its head (regulation §7). */
const aheadMs = 14 * dayMs

/** The head decides what becomes of a deal whose life ends: prolong, close by the rules, hand over (B8). */
export function Lifetime({ deal, acts, onClose }: { deal: Deal; acts: readonly PossibleAct[]; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rights } = useMe()
  const [opened, setOpened] = useState<'prolong' | 'hand-over'>()
  const clock = deal.clocks.find(({ clause }) => clause === 'lifetime')
  const decides = deal.tasks.some(({ kind }) => kind === 'decide-lifetime')
  if (!rights.lead || !deal.mayAct || !acts.some(({ act }) => act === 'prolong')) return null
  if (!clock || (!decides && Date.parse(clock.from) > serverNow() + aheadMs)) return null
  return (
    <Section title={t('card.lifetime.title')}>
      <p className="t2">
        {t(clock.over ? 'card.lifetime.over' : 'card.lifetime.ends', { date: format.momentExactly(clock.from, serverNow()) })}
      </p>
      <p className={styles.ways}>
        <Button size="s" icon="cal" onPress={() => setOpened('prolong')}>
          {t('card.lifetime.prolong')}
        </Button>
        <Button size="s" icon="swap" onPress={() => setOpened('hand-over')}>
          {t('deal.responsible.handOver')}
        </Button>
        <Button size="s" kind="quiet" icon="x" onPress={onClose}>
          {t('losing.close.open')}
        </Button>
      </p>
      <Dialog
        opened={opened === 'prolong'}
        onClose={() => setOpened(undefined)}
        title={t('card.lifetime.dialog')}
        sub={deal.title}
        width={404}
      >
        {opened === 'prolong' && <Prolong deal={deal} from={clock.from} onClose={() => setOpened(undefined)} />}
      </Dialog>
      <HandOverDialog deal={deal} opened={opened === 'hand-over'} onClose={() => setOpened(undefined)} />
    </Section>
  )
}

function Prolong({ deal, from, onClose }: { deal: Deal; from: string; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const prolong = useProlongDeal(deal.id)
  const [until, setUntil] = useState<string | null>(() => new Date(Math.max(Date.parse(from), serverNow()) + 28 * dayMs).toISOString())
  const [reason, setReason] = useState('')
  const missing = [...(until === null ? [t('exempt.needUntil')] : []), ...(reason.trim() === '' ? [t('exempt.needReason')] : [])]
  const why = missing.length > 0 ? t('move.fill', { what: missing.join(', ') }) : undefined
  const send = (confirmed = false) => {
    if (until === null || why !== undefined) return
    prolong.mutate(
      { until, reason: reason.trim(), ...(confirmed && { confirmed }) },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t('card.lifetime.done', { date: format.date(until) }) })
          onClose()
        },
      },
    )
  }
  const { error } = prolong
  const refusals = refusalsOf(error)
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        send()
      }}
      noValidate
    >
      <DateField
        label={t('card.lifetime.until')}
        withTime
        earliest={new Date(serverNow()).toISOString()}
        value={until}
        onChange={setUntil}
        error={faultAt(error, '/until')}
      />
      <TextArea label={t('card.lifetime.reason')} value={reason} onChange={setReason} maxLength={2000} autoFocus />
      {refusals.length > 0 && <SmallRefusal findings={refusals} onConfirm={() => send(true)} />}
      {error && refusals.length === 0 && faultOf(error) !== 'input' && (
        <p className={styles.error} role="alert">
          {detailOf(error) ?? faultText(error, t)}
        </p>
      )}
      <FormFoot busy={prolong.isPending} why={why} onCancel={onClose}>
        {t('card.lifetime.prolong')}
      </FormFoot>
    </form>
  )
}
