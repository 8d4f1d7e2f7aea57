import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faultAt, faultOf, faultText, ProblemError } from '../api/faults.ts'
import { Icon } from '../ui/Icon.tsx'
import { TextField } from '../ui/inputs.tsx'
import styles from './Clients.module.css'

export type ClientValueProps = {
  name: string
  /** The member of the edit that it writes, for what the server says of it. */
  path: string
  value: string | null
  /** How it is read: a link to call, a name; the text itself where nothing is given. */
  shown?: ReactNode
  type?: 'text' | 'email' | 'tel' | 'url'
  maxLength?: number
  placeholder?: string
  locked: boolean
  required?: boolean
  /** Saves; a stale edit throws a 412 that carries what a colleague wrote. */
  save: (value: string | null) => Promise<unknown>
  /** What a colleague's version says here. */
  theirsOf: (current: unknown) => string | null
  /** Takes a colleague's version as the one that is edited. */
  onCurrent: (current: unknown) => void
}

/** One value of a client, edited where it stands: saved on leaving or Enter, dropped on Escape; a colleague's text is shown beside. */
export function ClientValue(props: ClientValueProps) {
  const { name, value, shown, locked } = props
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (open && !locked) return <Editor {...props} onClose={() => setOpen(false)} />
  const link = value !== null && shown !== undefined
  return (
    <div className={styles.pair}>
      <dt>{name}</dt>
      <dd>
        {locked ? (
          <span className={styles.value}>{shown ?? value ?? '—'}</span>
        ) : link ? (
          <>
            <span className={styles.value}>{shown}</span>
            <button type="button" className={styles.pen} onClick={() => setOpen(true)} aria-label={t('deal.fields.edit', { name })}>
              <Icon name="pen" size={12} />
            </button>
          </>
        ) : (
          <button
            type="button"
            className={styles.value}
            onClick={() => setOpen(true)}
            aria-label={value === null ? t('deal.fields.add', { name }) : undefined}
          >
            {value === null ? (
              <span className={styles.empty}>{t('deal.fields.addWord')}</span>
            ) : (
              <>
                <span className="unseen">{t('deal.fields.edit', { name })} </span>
                {value}
              </>
            )}
          </button>
        )}
      </dd>
    </div>
  )
}

function Editor({
  name,
  path,
  value,
  type = 'text',
  maxLength = 200,
  placeholder,
  required = false,
  save,
  theirsOf,
  onCurrent,
  onClose,
}: ClientValueProps & { onClose: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(value ?? '')
  const [error, setError] = useState<unknown>()
  const sending = useRef(false)
  const stale = error instanceof ProblemError && error.status === 412 ? error.problem.current : undefined
  const commit = async () => {
    const wanted = draft.trim() || null
    if (sending.current) return
    if (wanted === value || (required && wanted === null)) return onClose()
    sending.current = true
    try {
      await save(wanted)
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      sending.current = false
    }
  }
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return
    if (error === undefined) void commit()
  }
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void commit()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.editor} onBlur={leave} onKeyDown={keys}>
      <TextField
        label={name}
        type={type}
        value={draft}
        placeholder={placeholder ?? ''}
        onChange={(text) => {
          setDraft(text)
          if (stale === undefined) setError(undefined)
        }}
        error={faultAt(error, `/${path}`)}
        maxLength={maxLength}
        autoFocus
      />
      {stale !== undefined && (
        <p className={styles.stale} role="alert">
          {t('deal.fields.stale')} <b>{theirsOf(stale) ?? t('deal.fields.nothing')}</b>.{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              onCurrent(stale)
              setError(undefined)
            }}
          >
            {t('clients.keepMine')}
          </button>{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              onCurrent(stale)
              onClose()
            }}
          >
            {t('deal.fields.takeTheirs')}
          </button>
        </p>
      )}
      {error !== undefined && stale === undefined && faultAt(error, `/${path}`) === undefined && (
        <p className={styles.trouble} role="alert">
          {t(`fault.${faultOf(error)}.title`)}. {faultText(error, t)}
        </p>
      )}
    </div>
  )
}
