import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldOption, FieldSettings, FieldType } from '@reglament/contract'
import { addField, editField, fieldUsesQuery, removeField } from '../../../api/choices.ts'
import { faultOf, faultText, ProblemError } from '../../../api/faults.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { locale } from '../../../words/i18n.ts'
import { FateChoice, fateOf } from './Fate.tsx'
import { keyOf, rebase } from './listDraft.ts'
import { bothOf, NamePair } from './NamePair.tsx'
import { Options } from './Options.tsx'
import { References } from './References.tsx'
import { Stale } from './Stale.tsx'
import styles from './Lists.module.css'

const types: readonly FieldType[] = ['text', 'list', 'number', 'money', 'date', 'boolean', 'url']

/** One field of the card: its name, its list, and whether it is filled in. */
export function FieldForm({
  field,
  all,
  onClose,
}: {
  field: FieldSettings | undefined
  all: readonly FieldSettings[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  // What the edit was made of; where somebody has saved meanwhile it goes on from his.
  const [base, setBase] = useState(field)
  const [name, setName] = useState(field?.name ?? { ru: '', en: '' })
  const [type, setType] = useState<FieldType>(field?.type ?? 'text')
  const [options, setOptions] = useState<FieldOption[]>(field?.options ?? [])
  const [fate, setFate] = useState(fateOf(field ?? {}))
  const [tried, setTried] = useState(false)
  const { data: uses } = useQuery({ ...fieldUsesQuery(field?.key ?? ''), enabled: field !== undefined })
  const save = useMutation({
    mutationFn: async (): Promise<unknown> => {
      const filled = options.map((option) => ({ ...option, name: bothOf(option.name) }))
      if (!base) {
        const key = keyOf(bothOf(name), all)
        return addField({ key, name: bothOf(name), type, options: type === 'list' ? filled : [] })
      }
      if (fate.way === 'removed') return removeField(base.key)
      return editField(base, {
        name: bothOf(name),
        ...(!base.system && { retired: fate.way === 'retired' }),
        ...(type === 'list' && { options: filled }),
      })
    },
    onSuccess: () => {
      toast({ kind: 'done', title: t('settings.saved') })
      onClose()
    },
    onError: (error) => {
      if (faultOf(error) === 'conflict') void queryClient.invalidateQueries({ queryKey: ['list-uses'] })
    },
  })
  const noName = name.ru.trim() === '' && name.en.trim() === '' ? t('choices.needName') : undefined
  const namelessOption = options.some((option) => option.name.ru.trim() === '' && option.name.en.trim() === '')
  const noOptions = type === 'list' && options.every(({ retired }) => retired) ? t('choices.field.needOption') : undefined
  const noAim = options.some(({ retired, replacedBy }) => retired && replacedBy === '')
  const wrong = noOptions ?? (namelessOption ? t('choices.field.needOptionName') : noAim ? t('choices.needAim') : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!noName && !wrong && !save.isPending) save.mutate()
  }
  const { error } = save
  const current = error instanceof ProblemError && error.status === 412 ? (error.problem.current as FieldSettings) : undefined
  const goOnFrom = (theirs: FieldSettings, mine: boolean) => {
    setName(mine ? name : theirs.name)
    // What only one of us has changed stands; where both have, mine or his, as was said.
    setOptions(mine ? rebase(base?.options ?? [], options, theirs.options).items : theirs.options)
    if (!mine) setFate(fateOf(theirs))
    setBase(theirs)
    save.reset()
  }
  const listed = (some: readonly FieldOption[]) => some.map((option) => option.name[locale()]).join(', ')
  const said = error instanceof ProblemError && error.status === 400 ? error.problem.faults?.[0]?.message : undefined
  const references = uses?.references.filter(({ option }) => option === null) ?? []
  const asked = references.filter(({ what }) => what === 'stage' || what === 'clause')
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NamePair name={name} onChange={setName} error={tried ? noName : undefined} />
      {!field && (
        <SelectField
          label={t('choices.field.type')}
          hint={t(`choices.field.typeText.${type}`)}
          options={types.map((key) => ({ key, name: t(`choices.field.types.${key}`) }))}
          value={type}
          onChange={(key) => key !== null && setType(key as FieldType)}
        />
      )}
      {type === 'list' && (
        <Options options={options} before={base?.options ?? []} uses={uses} onChange={setOptions} error={tried ? wrong : undefined} />
      )}
      {references.length > 0 && <References references={references} />}
      {field && (
        <FateChoice
          fate={fate}
          onChange={setFate}
          others={[]}
          what="field"
          uses={t('choices.deals', { count: uses?.deals ?? 0 })}
          whyNotRemoved={
            uses && (uses.deals > 0 || references.length > 0)
              ? t('choices.field.usedText', { deals: t('choices.deals', { count: uses.deals }) })
              : undefined
          }
          locked={
            field.system
              ? t('choices.field.systemText')
              : asked.length > 0
                ? t('choices.field.askedText', { names: asked.map((one) => `«${one.name}»`).join(', ') })
                : undefined
          }
        />
      )}
      {current ? (
        <Stale
          mine={[bothOf(name)[locale()], listed(options)].filter(Boolean).join(': ')}
          theirs={[current.name[locale()], listed(current.options)].filter(Boolean).join(': ')}
          onMine={() => goOnFrom(current, true)}
          onTheirs={() => goOnFrom(current, false)}
        />
      ) : (
        error && (
          <p className="is-broken" role="alert">
            {said ?? faultText(error, t)}
          </p>
        )
      )}
      <FormFoot busy={save.isPending} onCancel={onClose}>
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
