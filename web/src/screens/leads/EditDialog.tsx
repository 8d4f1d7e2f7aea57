import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lead } from '@reglament/contract'
import { faultAt, faultText, ProblemError, refusalsOf } from '../../api/faults.ts'
import { editLead } from '../../api/leads.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormFoot } from '../../ui/FormFoot.tsx'
import { Check, MoneyField, SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import { Refused } from '../../verdict/Refused.tsx'
import { useFormat } from '../../words/format.tsx'
import { usePeople } from '../deal/tasks/usePeople.ts'
import { differing, draftOf, editOf, goOn, type Part } from './leadEdits.ts'
import { useLeadWords } from './useLeadWords.ts'
import styles from './Leads.module.css'

type Props = { lead: Lead; opened: boolean; onClose: () => void }

/** What was learned of a lead is written down, what came wrong is mended; a head gives it to somebody (B7, C4). */
export function EditDialog({ lead, opened, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('leads.editTitle')} width={560}>
      {opened && <Form lead={lead} onClose={onClose} />}
    </Dialog>
  )
}

const lines = [
  ['name', 200],
  ['phone', 100],
  ['email', 254],
  ['company', 200],
  ['product', 300],
  ['deadline', 200],
] as const
const exchange = 'exchange'

function Form({ lead, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { member, rights, workspace } = useMe()
  const { sources, sourceKey, sourceName } = useLeadWords()
  const people = usePeople()
  const written = (it: Lead) =>
    it.phone === null
      ? ''
      : it.phoneIsGood
        ? [format.phone(it.phone), it.phoneExtension && t('clients.ways.extension', { extension: it.phoneExtension })]
            .filter(Boolean)
            .join(' ')
        : it.phone
  const asDraft = (it: Lead) => ({ ...draftOf(it, written(it)), source: sourceKey(it.source) })
  const [{ base, version }, setBase] = useState(() => ({ base: asDraft(lead), version: lead.version }))
  const [draft, setDraft] = useState(base)
  const [clashes, setClashes] = useState<Part[]>()
  const save = useMutation({
    mutationFn: () => editLead({ id: lead.id, version }, editOf(base, draft)),
    onSuccess: ({ becomes, lead: { deal } }) => {
      onClose()
      toast({ kind: 'done', title: becomes === 'deal' && deal ? t('leads.addedDeal', { number: deal.number }) : t('leads.edited') })
    },
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.status !== 412) return
      const current = error.problem.current as Lead
      const theirs = asDraft(current)
      const next = goOn(base, draft, theirs)
      setBase({ base: theirs, version: current.version })
      setDraft(next.draft)
      setClashes(next.clashes)
    },
  })
  const isStale = clashes !== undefined && save.error instanceof ProblemError && save.error.status === 412
  const refusals = refusalsOf(save.error)
  const at = (part: Part) => faultAt(save.error, `/${part}`)
  const isMarked = (Object.keys(draft) as Part[]).some((part) => at(part) !== undefined)
  const set =
    <Key extends Part>(part: Key) =>
    (value: (typeof draft)[Key]) =>
      setDraft((before) => ({ ...before, [part]: value }))
  const whom = [...(rights.lead ? people : people.filter(({ key }) => key === member.id)), { key: exchange, name: t('leads.noOne') }]
  const his = lead.responsible
  const owners = his && !whom.some(({ key }) => key === his.id) ? [{ key: his.id, name: his.name }, ...whom] : whom
  const theirs = (part: Part): string => {
    const value = base[part]
    if (part === 'budget') return base.budget ? format.money(base.budget) : '—'
    if (part === 'source') return sourceName(base.source) ?? '—'
    if (part === 'doNotCall' || part === 'doNotMail') return value ? t('clients.wishYes') : '—'
    if (part === 'responsibleId') return owners.find(({ key }) => key === (value ?? exchange))?.name ?? '—'
    return (value as string | null)?.trim() || '—'
  }
  const nameOf = (part: Part) =>
    part === 'responsibleId'
      ? t('leads.responsible')
      : part === 'doNotCall' || part === 'doNotMail'
        ? t(`clients.what.${part}`)
        : t(`leads.part.${part}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (differing(base, draft).length === 0) return onClose()
    if (!save.isPending) save.mutate()
  }
  const given = draft.source !== null && !sources.some(({ key }) => key === draft.source) ? [{ key: draft.source, name: draft.source }] : []
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.two}>
        {lines.map(([part, maxLength]) => (
          <TextField
            key={part}
            label={t(`leads.part.${part}`)}
            value={draft[part]}
            onChange={set(part)}
            maxLength={maxLength}
            type={part === 'phone' ? 'tel' : part === 'email' ? 'email' : 'text'}
            error={at(part)}
            autoFocus={part === 'name'}
          />
        ))}
        <MoneyField
          label={t('leads.part.budget')}
          currency={draft.budget?.currency ?? workspace.currency}
          value={draft.budget}
          onChange={set('budget')}
          error={at('budget')}
        />
        <SelectField
          label={t('leads.part.source')}
          options={[...given, ...sources]}
          value={draft.source}
          onChange={set('source')}
          error={at('source')}
          clearable
        />
        <SelectField
          label={t('leads.responsible')}
          options={owners}
          value={draft.responsibleId ?? exchange}
          onChange={(key) => set('responsibleId')(key === exchange ? null : key)}
          error={at('responsibleId')}
        />
      </div>
      <TextArea label={t('leads.part.text')} value={draft.text} onChange={set('text')} maxLength={20_000} rows={3} error={at('text')} />
      <div className={styles.two}>
        {(['doNotCall', 'doNotMail'] as const).map((wish) => (
          <Check key={wish} checked={draft[wish]} onChange={set(wish)}>
            {t(`clients.what.${wish}`)}
          </Check>
        ))}
      </div>
      {isStale ? (
        <EntryFault title={`${t('leads.stale')}.`}>
          {clashes.length === 0
            ? t('leads.staleNone')
            : `${t('leads.staleTheirs')} ${clashes.map((part) => `${nameOf(part)}: ${theirs(part)}`).join('; ')}. ${t('leads.staleAgain')}`}
        </EntryFault>
      ) : refusals.length > 0 ? (
        <Refused title={t('leads.notConverted')} findings={refusals} />
      ) : (
        save.error && !isMarked && <EntryFault title={`${t('leads.notDone')}.`}>{faultText(save.error, t)}</EntryFault>
      )}
      <FormFoot busy={save.isPending} onCancel={onClose}>
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
