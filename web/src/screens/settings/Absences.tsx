import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Absence } from '@reglament/contract'
import { absencesQuery, useAddAbsence, useEndAbsence } from '../../api/exchange.ts'
import { faultAt, faultText } from '../../api/faults.ts'
import { membersQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DateField, SelectField } from '../../ui/inputs.tsx'
import { serverNow, useNow } from '../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

/** Who records absences of others too; everybody records his own (D11). */

/** Leave and sickness with stand-ins: who is away, until when, and who stands in. */
export function Absences() {
  const { t } = useTranslation()
  const absences = useQuery(absencesQuery)
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('exchange.absence.title')}
      lead={t('exchange.absence.lead')}
      action={
        <Button icon="plus" onPress={() => setAdding(true)}>
          {t('exchange.absence.add')}
        </Button>
      }
    >
      {absences.isError ? (
        <ErrorState error={absences.error} what={t('exchange.absence.loadFailed')} retry={() => void absences.refetch()} />
      ) : absences.isPending ? (
        <SkeletonRows rows={2} />
      ) : absences.data.length === 0 ? (
        <p className="muted">{t('exchange.absence.none')}</p>
      ) : (
        <ul className={styles.rows}>
          {absences.data.map((absence) => (
            <AbsenceRow key={absence.id} absence={absence} />
          ))}
        </ul>
      )}
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('exchange.absence.add')} width={400}>
        {adding && <AbsenceForm onClose={() => setAdding(false)} />}
      </Dialog>
    </Section>
  )
}

function AbsenceRow({ absence: { id, member, from, until, standIn } }: { absence: Absence }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const end = useEndAbsence()
  const state = Date.parse(until) <= now ? 'over' : Date.parse(from) <= now ? 'now' : 'ahead'
  const finish = () =>
    end.mutate(id, {
      onSuccess: () => toast({ kind: 'done', title: t('exchange.absence.ended') }),
      onError: (error) => toast({ kind: 'failed', title: t('exchange.absence.failed'), text: faultText(error, t) }),
    })
  return (
    <li className={styles.row} data-off={state === 'over' || undefined}>
      <Avatar name={member.name} silent />
      <span className={styles.name}>
        <b className="cut">{member.name}</b>
        <span className="muted sm cut">
          {t('exchange.absence.span', { from: format.momentExactly(from, serverNow()), until: format.momentExactly(until, serverNow()) })}
        </span>
      </span>
      <span className="sm">{standIn ? t('exchange.absence.standsIn', { name: standIn.name }) : t('exchange.absence.noStandIn')}</span>
      <span>
        <Tag tone={state === 'now' ? 'accent' : 'neutral'}>{t(`exchange.absence.${state}`)}</Tag>
      </span>
      {state === 'over' ? (
        <span />
      ) : (
        <Button size="s" kind="quiet" busy={end.isPending} onPress={finish}>
          {t(state === 'now' ? 'exchange.absence.end' : 'exchange.absence.callOff')}
        </Button>
      )}
    </li>
  )
}

function AbsenceForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { member, rights } = useMe()
  const add = useAddAbsence()
  const members = useQuery(membersQuery)
  const [who, setWho] = useState<string | null>(member.id)
  const [from, setFrom] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [standIn, setStandIn] = useState<string | null>(null)
  const people = (members.data ?? []).filter(({ deactivatedAt }) => deactivatedAt === null).map(({ id, name }) => ({ key: id, name }))
  const lacking = who === null || from === null || until === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (lacking) return
    add.mutate(
      { memberId: who, from, until, standInId: standIn },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t('exchange.absence.saved') })
          onClose()
        },
      },
    )
  }
  const at = (path: string) => faultAt(add.error, path)
  const said = add.error && !at('/until') && !at('/standInId') && !at('/memberId') ? faultText(add.error, t) : undefined
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {(rights.lead || rights.manageMembers) && (
        <SelectField label={t('exchange.absence.who')} options={people} value={who} onChange={setWho} error={at('/memberId')} />
      )}
      <DateField label={t('exchange.absence.from')} value={from} onChange={setFrom} withTime usualTime="00:00" />
      <DateField label={t('exchange.absence.until')} value={until} onChange={setUntil} error={at('/until')} withTime usualTime="23:59" />
      <SelectField
        label={t('exchange.absence.standIn')}
        options={people.filter(({ key }) => key !== who)}
        value={standIn}
        onChange={setStandIn}
        empty={t('exchange.absence.noStandIn')}
        error={at('/standInId')}
      />
      {said && <p role="alert">{said}</p>}
      <FormFoot busy={add.isPending} why={lacking ? t('exchange.absence.needed') : undefined} onCancel={onClose}>
        {t('exchange.absence.save')}
      </FormFoot>
    </form>
  )
}
