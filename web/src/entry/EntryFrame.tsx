import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '../ui/Icon.tsx'
import { locale, speak } from '../words/i18n.ts'
import { Showcase } from './Showcase.tsx'
import styles from './EntryFrame.module.css'

/** The frame of the three doors: a form on the left, a clause of the regulation and what it does on the right. */
export function EntryFrame({ title, lead, children }: { title: string; lead?: string | undefined; children: ReactNode }) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} — ${t('product')}`
  }, [title, t])
  const other = locale() === 'ru' ? 'en' : 'ru'
  return (
    <div className={styles.door}>
      <main className={styles.side}>
        <p className={styles.brand}>
          <Logo />
          {t('product')}
        </p>
        <div className={styles.box}>
          <h1>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
          {children}
        </div>
        <footer className={styles.foot}>
          <span>{t('entry.safe')}</span>
          <button type="button" className="link" lang={other} data-hint={t('entry.languageHint')} onClick={() => void speak(other)}>
            {t('entry.language')}
          </button>
        </footer>
      </main>
      <Showcase />
    </div>
  )
}

/** The fields of a door, one under another. What is sent with a fault takes the focus to the first field that is wrong. */
export function EntryForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null)
  const sent = useRef(false)
  // After every drawing: the fault of a field may come at once, or with the answer of the server.
  useEffect(() => {
    const wrong = sent.current ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null
    if (!wrong) return
    sent.current = false
    wrong.focus()
  })
  return (
    <form
      ref={form}
      onInput={() => {
        sent.current = false
      }}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        sent.current = true
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}

/** Two fields side by side where there is room. */
export function EntryPair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>
}

/** What went wrong with the whole form. */
export function EntryFault({ title, children }: { title: string; children: ReactNode }) {
  return (
    <p className={styles.fault} role="alert">
      <b>{title}</b> {children}
    </p>
  )
}
