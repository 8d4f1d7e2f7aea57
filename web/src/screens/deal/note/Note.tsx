import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { useNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import { useWhenRevealed } from '../reveal.tsx'
import { SmallRefusal } from '../SmallRefusal.tsx'
import { NoteConflict } from './NoteConflict.tsx'
import { useNote, type NoteState } from './useNote.ts'
import styles from './Note.module.css'
import { later } from '../../../ui/later.tsx'

const NoteHistory = later(async () => (await import('./NoteHistory.tsx')).NoteHistory)

/** The note: always open on its line, saved by itself, never lost. */
export function Note({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const note = useNote(deal)
  const area = useRef<HTMLTextAreaElement>(null)
  const [history, setHistory] = useState(false)
  useWhenRevealed('note', () => {
    area.current?.scrollIntoView({ block: 'center' })
    area.current?.focus()
  })
  const { state } = note
  return (
    <Section
      title={<label htmlFor="deal-note">{t('deal.note.title')}</label>}
      side={
        <span className={styles.saved}>
          {deal.mayAct && <Saved state={state} at={deal.noteSavedAt} />}
          {deal.noteSavedAt !== null && (
            <>
              {deal.mayAct && ' · '}
              <button type="button" className={styles.history} onClick={() => setHistory(true)}>
                {t('deal.note.history')}
              </button>
            </>
          )}
        </span>
      }
    >
      <textarea
        ref={area}
        id="deal-note"
        className={styles.note}
        rows={3}
        maxLength={20_000}
        placeholder={t(deal.mayAct ? 'deal.note.placeholder' : 'card.note.none')}
        readOnly={!deal.mayAct}
        value={note.text}
        onChange={(event) => note.write(event.target.value)}
        onBlur={note.leave}
        aria-invalid={state.kind === 'refused' || undefined}
        data-s={state.kind}
      />
      {state.kind === 'refused' && <SmallRefusal findings={state.findings} onConfirm={note.confirm} kept={t('deal.note.kept')} />}
      {state.kind === 'waiting' && (
        <p className={styles.waiting} role="status">
          {t('deal.note.waiting')}
        </p>
      )}
      {state.kind === 'failed' && (
        <p className={styles.failed} role="alert">
          {t(`fault.${state.fault}.title`)}. {t('deal.note.kept')}
        </p>
      )}
      {state.kind === 'stale' && <NoteConflict dealId={deal.id} theirs={state.theirs} onMine={note.keepMine} onTheirs={note.takeTheirs} />}
      <NoteHistory
        dealId={deal.id}
        opened={history}
        onClose={() => setHistory(false)}
        now={note.text}
        onRestore={
          deal.mayAct
            ? (text) => {
                note.write(text)
                note.leave()
                setHistory(false)
              }
            : undefined
        }
      />
    </Section>
  )
}

function Saved({ state, at }: { state: NoteState; at: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (state.kind === 'saving') return <span role="status">{t('deal.note.saving')}</span>
  if (state.kind !== 'saved') return <span>{t('deal.note.unsaved')}</span>
  if (at === null) return <span>{t('deal.note.empty')}</span>
  const today = format.sameDay(Date.parse(at), now)
  return (
    <span role="status" data-hint={format.exactly(at)}>
      {today ? t('deal.note.savedAt', { time: format.time(at) }) : t('deal.note.savedOn', { date: format.date(at) })}
    </span>
  )
}
