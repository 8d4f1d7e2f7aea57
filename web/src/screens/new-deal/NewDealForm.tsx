import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActAnswer } from '@reglament/contract'
import { useCreateDeal } from '../../api/acts.ts'
import { faultAt, faultOf, faultText, refusalsOf } from '../../api/faults.ts'
import { fieldsQuery, pipelinesQuery } from '../../api/queries.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { MoneyField, SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { toUnreadable } from '../../ui/unreadable.ts'
import { Refused } from '../../verdict/Refused.tsx'
import { CompanyField } from '../deal/client/CompanyField.tsx'
import { ContactFields } from '../deal/client/ContactFields.tsx'
import { usePeople } from '../deal/tasks/usePeople.ts'
import { keepDeal, keptDeal } from './keptDeal.ts'
import { creationOf, emptyDeal, missingIn, withContact, type NewDeal } from './newDeal.ts'
import styles from './NewDeal.module.css'

/** Where a deal came from: asked here because it is known now. */
const originFields = ['platform', 'source']
const exchange = 'exchange'

/** A new deal: what it is about and who it is for suffice; the rest may wait. */
export function NewDealForm({
  given,
  onMade,
  onCancel,
}: {
  /** What is known of it already; what was typed before is left alone then. */
  given?: Partial<NewDeal> | undefined
  onMade: (answer: ActAnswer) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const { member, rights, workspace } = useMe()
  const create = useCreateDeal()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const { data: all = [] } = useQuery(pipelinesQuery)
  const pipelines = all.filter(({ archived }) => !archived)
  const people = usePeople()
  const form = useRef<HTMLFormElement>(null)
  const [start] = useState<NewDeal>(
    () =>
      (given ? undefined : keptDeal(member.id)) ?? {
        ...emptyDeal,
        ...(rights.lead && { responsibleId: member.id }),
        ...given,
      },
  )
  const [deal, setDeal] = useState(start)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<NewDeal>) => setDeal((before) => ({ ...before, ...change }))

  useEffect(() => {
    if (deal !== start && !given) keepDeal(member.id, deal)
  }, [deal, start, given, member.id])

  const missing = tried ? missingIn(deal) : []
  const refusals = refusalsOf(create.error)
  const warns = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')
  const fault = create.error && refusals.length === 0 ? faultOf(create.error) : undefined
  const at = (path: string) => faultAt(create.error, path)
  const toFirstWrong = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missingIn(deal).length > 0) return toFirstWrong()
    if (toUnreadable(form.current)) return
    create.mutate(
      { ...creationOf(deal), ...(warns && { confirmed: true }) },
      {
        onSuccess: (answer) => {
          if (!given) keepDeal(member.id, undefined)
          onMade(answer)
        },
        onError: toFirstWrong,
      },
    )
  }
  const origin = originFields.flatMap((key) => fields.find((field) => field.key === key) ?? [])

  const lacking = clientError(missing)
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.main}>
        <TextField
          label={t('deal.create.what')}
          placeholder={t('deal.create.whatPlaceholder')}
          value={deal.title}
          onChange={(title) => set({ title })}
          error={at('/title') ?? (missing.includes('title') ? t('deal.create.needTitle') : undefined)}
          maxLength={200}
          autoFocus
        />
        <ContactFields
          draft={deal.contact}
          onChange={(contact) => setDeal((before) => withContact(before, contact))}
          errors={{
            name: at('/contact/name') ?? at('/contactId') ?? (lacking && t(lacking)),
            phone: at('/contact/phone'),
            email: at('/contact/email'),
          }}
        />
      </div>
      <fieldset className={styles.rest}>
        <legend className={styles.legend}>{t('deal.create.rest')}</legend>
        <CompanyField draft={deal.company} onChange={(company) => set({ company })} error={at('/company/name') ?? at('/companyId')} />
        <MoneyField
          label={t('deal.money.budget')}
          value={deal.budget}
          onChange={(budget) => set({ budget })}
          currency={workspace.currency}
          error={at('/budget') ?? at('/budget/amount')}
        />
        {origin.map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            value={deal.fields[field.key]}
            onChange={(value) => set({ fields: { ...deal.fields, [field.key]: value } })}
            currency={workspace.currency}
            error={at(`/fields/${field.key}`)}
          />
        ))}
        {rights.lead && (
          <SelectField
            label={t('deal.create.responsible')}
            options={[...people, { key: exchange, name: t('deal.responsible.toExchange') }]}
            value={deal.responsibleId === null ? exchange : (deal.responsibleId ?? null)}
            onChange={(key) => set({ responsibleId: key === exchange ? null : (key ?? undefined) })}
            error={at('/responsibleId')}
          />
        )}
        {pipelines.length > 1 && (
          <SelectField
            label={t('board.pipeline')}
            options={pipelines}
            value={deal.pipelineId ?? pipelines[0]?.key ?? null}
            onChange={(pipelineId) => set({ pipelineId: pipelineId ?? undefined })}
            error={at('/pipelineId')}
          />
        )}
        <TextArea
          className={styles.wide}
          label={t('deal.note.title')}
          placeholder={t('deal.note.placeholder')}
          value={deal.note}
          onChange={(note) => set({ note })}
          error={at('/note')}
          maxLength={20_000}
        />
      </fieldset>
      {refusals.length > 0 && <Refused title={t('deal.create.refused')} findings={refusals} form="form" />}
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          <Icon name="alert" size={14} /> {t(`fault.${fault}.title`)}. {faultText(create.error, t)}
        </p>
      )}
      <footer className={styles.foot}>
        <Button kind="go" type="submit" busy={create.isPending}>
          {create.isPending ? t('deal.create.submitting') : t(warns ? 'deal.create.anyway' : 'deal.create.submit')}
        </Button>
        <Button
          kind="quiet"
          onPress={() => {
            keepDeal(member.id, undefined)
            onCancel()
          }}
        >
          {t('ui.cancel')}
        </Button>
        <p className={styles.after}>{t('deal.create.after')}</p>
      </footer>
    </form>
  )
}

/** Which words the client still needs. */
const clientError = (missing: readonly string[]) =>
  missing.includes('client')
    ? ('deal.create.needClient' as const)
    : missing.includes('name')
      ? ('deal.create.needName' as const)
      : undefined
