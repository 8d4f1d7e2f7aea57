import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Release } from '@reglament/contract'
import { faultAt, faultText } from '../../api/faults.ts'
import { useOpenRelease } from '../../api/exchange.ts'
import { membersQuery, regulationQuery } from '../../api/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Check, DateField, TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Exchange.module.css'

type Props = { opened: boolean; onClose: () => void; onOpened: (release: Release) => void }

/** Announces a release: until when, how many each may keep, and who is called. */
export function OpenRelease({ opened, onClose, onOpened }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('exchange.release.start')} sub={t('exchange.release.lead')} width={420}>
      {opened && <Form onClose={onClose} onOpened={onOpened} />}
    </Dialog>
  )
}

const isSeller = (role: string) => role === 'manager' || role === 'trainee'

function Form({ onClose, onOpened }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const open = useOpenRelease()
  const members = useQuery(membersQuery)
  const regulation = useQuery(regulationQuery)
  const clause = regulation.data?.clauses.find(({ kind }) => kind === 'release')
  const usual = (clause?.params as { keep?: number } | undefined)?.keep
  const [deadline, setDeadline] = useState<string | null>(null)
  const [keep, setKeep] = useState<string>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const sellers = (members.data ?? []).filter(({ role, deactivatedAt }) => isSeller(role) && deactivatedAt === null)
  // What is usual stands there as a hint: it comes from the server, and may come while somebody writes.
  const text = keep ?? ''
  const isNumber = /^\d{1,5}$/.test(text.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && !isNumber) return
    open.mutate(
      {
        ...(deadline && { deadline }),
        ...(isNumber && { keep: Number(text) }),
        ...(chosen.length > 0 && { memberIds: [...chosen] }),
      },
      {
        onSuccess: (release) => {
          toast({ kind: 'done', title: t('exchange.release.opened') })
          onOpened(release)
          onClose()
        },
      },
    )
  }
  const error = open.error
  const said = error && !faultAt(error, '/deadline') ? faultText(error, t) : undefined
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <DateField
        label={t('exchange.release.deadline')}
        hint={t('exchange.release.deadlineHint')}
        error={faultAt(error, '/deadline')}
        value={deadline}
        onChange={setDeadline}
        withTime
      />
      <TextField
        label={t('exchange.release.keep')}
        inputMode="numeric"
        placeholder={usual === undefined ? undefined : String(usual)}
        hint={
          isNumber && Number(text) === 0
            ? t('exchange.release.keepNone')
            : usual === undefined
              ? undefined
              : t('exchange.release.keepHint', { count: usual })
        }
        value={text}
        onChange={setKeep}
        error={text.trim() !== '' && !isNumber ? t('exchange.release.notNumber') : undefined}
      />
      <fieldset className={styles.whom}>
        <legend>{t('exchange.release.whom')}</legend>
        <Check checked={chosen.length === 0} onChange={() => setChosen([])}>
          {t('exchange.release.everybody')}
        </Check>
        {sellers.map(({ id, name }) => (
          <Check
            key={id}
            checked={chosen.includes(id)}
            onChange={(checked) => setChosen((known) => (checked ? [...known, id] : known.filter((other) => other !== id)))}
          >
            {name}
          </Check>
        ))}
      </fieldset>
      {said && (
        <p role="alert" className={styles.fault}>
          {said}
        </p>
      )}
      <footer className={styles.foot}>
        <Button kind="go" type="submit" icon="flag" busy={open.isPending}>
          {t('exchange.release.start')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
