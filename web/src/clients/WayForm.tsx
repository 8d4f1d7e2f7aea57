import { Link } from '@tanstack/react-router'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, Way, WayKind } from '@reglament/contract'
import { faultAt, faultText, ProblemError } from '../api/faults.ts'
import { addWay, editWay } from '../api/ways.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/inputs.tsx'
import { useFormat } from '../words/format.tsx'
import { networks } from './WayLink.tsx'
import styles from './Clients.module.css'

const accountOf = ({ kind, value, extension }: Way) =>
  kind === 'messenger' ? value.slice(value.indexOf(':') + 1) : extension ? `${value} x${extension}` : value
type Other = { contact?: { id: string; name: string } }

/** Writes a way anew or in the place of another. Whose number it is already is named, with the way to him. */
export function WayForm({
  contact,
  way,
  keep,
  onDone,
  onClose,
}: {
  contact: Contact
  way?: Way
  /** Takes a colleague's version as the one that is edited. */
  keep: (contact: Contact) => void
  onDone: (contact: Contact) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [what, setWhat] = useState<string>(way ? (way.kind === 'messenger' ? way.value.split(':')[0]! : way.kind) : 'phone')
  const [text, setText] = useState(way ? (way.kind === 'phone' && !way.extension ? format.phone(way.value) : accountOf(way)) : '')
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)
  const kind: WayKind = what === 'phone' || what === 'mail' ? what : 'messenger'
  const problem = error instanceof ProblemError ? error : undefined
  const other = problem?.status === 409 ? (problem.problem.current as Other | undefined)?.contact : undefined
  const stale = problem?.status === 412
  const send = async (shared: boolean) => {
    if (sending.current || text.trim() === '') return
    sending.current = true
    setBusy(true)
    setError(undefined)
    const value = kind === 'messenger' ? `${what}:${text.trim()}` : text
    const more = shared ? { shared } : {}
    try {
      onDone(way ? await editWay(contact, way, { value, ...more }) : await addWay(contact, { kind, value, ...more }))
    } catch (failure) {
      if (failure instanceof ProblemError && failure.status === 412 && failure.problem.current) keep(failure.problem.current as Contact)
      setError(failure)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(false)
  }
  return (
    <form
      className={styles.wayForm}
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      {!way && (
        <SelectField
          label={t('clients.ways.kind')}
          value={what}
          options={[
            ...(['phone', 'mail'] as const).map((key) => ({ key, name: t(`clients.ways.kindOf.${key}`) })),
            ...Object.entries(networks).map(([key, name]) => ({ key, name })),
          ]}
          onChange={(next) => {
            setWhat(next ?? 'phone')
            setError(undefined)
          }}
        />
      )}
      <TextField
        label={t(kind === 'messenger' ? 'clients.ways.account' : `clients.ways.kindOf.${kind}`)}
        type={kind === 'phone' ? 'tel' : kind === 'mail' ? 'email' : 'text'}
        value={text}
        maxLength={254}
        autoFocus
        error={faultAt(error, '/value')}
        onChange={(next) => {
          setText(next)
          setError(undefined)
        }}
      />
      {other && (
        <p className={styles.stale} role="alert">
          {t('clients.ways.another')}{' '}
          <Link to="/contacts/$contactId" params={{ contactId: other.id }} className={styles.way}>
            {other.name}
          </Link>
          . {t('clients.ways.onePerson')}{' '}
          <button type="button" className="link" onClick={() => void send(true)}>
            {t('clients.ways.both')}
          </button>
        </p>
      )}
      {stale && (
        <p className={styles.stale} role="alert">
          {t('clients.ways.stale')}
        </p>
      )}
      {error !== undefined && !other && !stale && faultAt(error, '/value') === undefined && (
        <p className={styles.trouble} role="alert">
          {faultText(error, t)}
        </p>
      )}
      <p className="row">
        <Button size="s" type="submit" busy={busy}>
          {t('clients.ways.save')}
        </Button>
        <Button size="s" kind="quiet" onPress={onClose}>
          {t('clients.ways.cancel')}
        </Button>
      </p>
    </form>
  )
}
