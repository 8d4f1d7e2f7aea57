import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadReason, LeadReasonEdit } from '@reglament/contract'
import { addLeadReason, editLeadReason, removeLeadReason } from '../../../api/choices.ts'
import { faultAt, faultOf, faultText, ProblemError } from '../../../api/faults.ts'
import { leadReasonsQuery } from '../../../api/leads.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { FormFoot } from '../../../ui/FormFoot.tsx'
import { toast } from '../../../ui/toast.tsx'
import { FateChoice, fateOf } from './Fate.tsx'
import { keyOf } from './listDraft.ts'
import { bothOf, NamePair } from './NamePair.tsx'
import { Stale } from './Stale.tsx'
import styles from './Lists.module.css'

/** One reason of bad leads: its name, and whether it is offered. */
export function LeadReasonForm({
  reason,
  all,
  nameOf,
  onClose,
}: {
  reason: LeadReason | undefined
  all: readonly LeadReason[]
  nameOf: (reason: LeadReason) => string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [name, setName] = useState(reason?.name ?? { ru: '', en: '' })
  const [fate, setFate] = useState(fateOf(reason ?? {}))
  // What the edit is made of; a stale one goes on with the newer version when the person says so.
  const [version, setVersion] = useState(reason?.version ?? 0)
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: async (): Promise<unknown> => {
      if (!reason) return addLeadReason({ key: keyOf(bothOf(name), all), name: bothOf(name) })
      if (fate.way === 'removed') return removeLeadReason(reason.id)
      const edit: LeadReasonEdit = {
        name: bothOf(name),
        retired: fate.way !== 'offered',
        ...(fate.way === 'replaced' ? { replacedBy: fate.by } : { replacedBy: null }),
      }
      return editLeadReason({ id: reason.id, version }, edit)
    },
    onSuccess: () => {
      toast({ kind: 'done', title: t('settings.saved') })
      onClose()
    },
    onError: (error) => {
      if (faultOf(error) === 'conflict') void queryClient.invalidateQueries({ queryKey: leadReasonsQuery.queryKey })
    },
  })
  const noName = name.ru.trim() === '' && name.en.trim() === '' ? t('choices.needName') : undefined
  const noAim = fate.way === 'replaced' && fate.by === null ? t('choices.needAim') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!noName && !noAim && !save.isPending) save.mutate()
  }
  const current = save.error instanceof ProblemError && save.error.status === 412 ? (save.error.problem.current as LeadReason) : undefined
  const at = (path: string) => faultAt(save.error, path)
  const leads = t('choices.leads', { count: reason?.leads ?? 0 })
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NamePair name={name} onChange={setName} error={(tried ? noName : undefined) ?? at('/name')} />
      {reason && (
        <FateChoice
          fate={fate}
          onChange={setFate}
          others={all.filter((other) => other.id !== reason.id && !other.retired).map((other) => ({ key: other.key, name: nameOf(other) }))}
          uses={leads}
          whyNotRemoved={reason.used ? t('choices.lead.usedText', { leads }) : undefined}
          error={(tried ? noAim : undefined) ?? at('/replacedBy')}
        />
      )}
      {current ? (
        <Stale
          mine={`«${bothOf(name).ru}» / “${bothOf(name).en}”`}
          theirs={`«${current.name.ru}» / “${current.name.en}”${current.retired ? `, ${t('choices.retired')}` : ''}`}
          onMine={() => {
            setVersion(current.version)
            save.reset()
          }}
          onTheirs={() => {
            setName(current.name)
            setFate(fateOf(current))
            setVersion(current.version)
            save.reset()
          }}
        />
      ) : (
        save.error && !at('/name') && !at('/replacedBy') && <p role="alert">{at('/retired') ?? at('/') ?? faultText(save.error, t)}</p>
      )}
      <FormFoot busy={save.isPending} onCancel={onClose}>
        {t('ui.save')}
      </FormFoot>
    </form>
  )
}
