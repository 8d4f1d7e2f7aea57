import { useEffect, useRef, useState } from 'react'
import type { Deal, Finding } from '@reglament/contract'
import { faultOf, refusalsOf, type Fault } from '../../../api/faults.ts'
import { useMe } from '../../../shell/useMe.ts'
import { StaleEdit, useSaveDeal } from '../useSaveDeal.ts'
import { keepDraft, keptDraft, type Draft } from './keptNote.ts'

const pauseMs = 1500
const againMs = 10_000

/** How the text on screen stands to the one on the server. */
export type NoteState =
  | { kind: 'saved' | 'typing' | 'saving' }
  /** No answer: the text is kept here and goes out by itself. */
  | { kind: 'waiting' }
  | { kind: 'refused'; findings: readonly Finding[] }
  | { kind: 'stale'; theirs: string }
  | { kind: 'failed'; fault: Fault }

/** The note as it is being written: saved after a pause and on leaving it, never lost. */
export function useNote(deal: Deal) {
  const whose = useMe().member.id
  const save = useSaveDeal(deal.id)
  const [draft, setDraft] = useState(() => keptDraft(whose, deal.id))
  const [state, setState] = useState<NoteState>({ kind: draft ? 'typing' : 'saved' })
  const latest = useRef(draft)
  const busy = useRef(false)
  const stopped = useRef(false)
  /** What the regulation has refused already: not asked again until it changes. */
  const refused = useRef<string>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const put = (next: Draft | undefined) => {
    latest.current = next
    setDraft(next)
    keepDraft(whose, deal.id, next)
  }
  const later = (ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), ms)
  }

  const flush = async (confirmed = false) => {
    clearTimeout(timer.current)
    const sent = latest.current
    if (!sent || busy.current || stopped.current || (refused.current === sent.text && !confirmed)) return
    if (sent.text === sent.base) {
      put(undefined)
      return setState({ kind: 'saved' })
    }
    busy.current = true
    setState({ kind: 'saving' })
    try {
      await save({ note: sent.text, ...(confirmed && { confirmed }) }, { note: sent.base })
      // What was typed while the answer was on its way stands on what has just been saved.
      if (latest.current === sent) {
        put(undefined)
        setState({ kind: 'saved' })
      } else if (latest.current) {
        put({ text: latest.current.text, base: sent.text })
        setState({ kind: 'typing' })
        later(pauseMs)
      }
    } catch (error) {
      const next = failed(error)
      stopped.current = next.kind === 'stale'
      refused.current = next.kind === 'refused' ? sent.text : undefined
      setState(next)
      if (next.kind === 'waiting') later(againMs)
      else if (latest.current !== sent && next.kind !== 'stale') later(pauseMs)
    } finally {
      busy.current = false
    }
  }

  const flushRef = useRef(flush)
  useEffect(() => {
    flushRef.current = flush
  })
  useEffect(() => {
    const go = () => void flushRef.current()
    addEventListener('online', go)
    if (latest.current) go()
    return () => {
      removeEventListener('online', go)
      go()
    }
  }, [])

  return {
    text: draft?.text ?? deal.note,
    state,
    write: (text: string) => {
      put({ text, base: latest.current?.base ?? deal.note })
      if (stopped.current) return
      if (!busy.current) setState({ kind: 'typing' })
      later(pauseMs)
    },
    leave: () => void flush(),
    /** In spite of a clause that only warns. */
    confirm: () => void flush(true),
    keepMine: () => {
      if (state.kind !== 'stale' || !latest.current) return
      put({ text: latest.current.text, base: state.theirs })
      stopped.current = false
      void flush()
    },
    takeTheirs: () => {
      stopped.current = false
      put(undefined)
      setState({ kind: 'saved' })
    },
  }
}

function failed(error: unknown): NoteState {
  if (error instanceof StaleEdit) return { kind: 'stale', theirs: error.current.note }
  const findings = refusalsOf(error)
  if (findings.length > 0) return { kind: 'refused', findings }
  const fault = faultOf(error)
  return fault === 'offline' || fault === 'timeout' || fault === 'server' || fault === 'tooMany'
    ? { kind: 'waiting' }
    : { kind: 'failed', fault }
}
