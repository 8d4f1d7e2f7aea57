import { useEffect, useRef, useState } from 'react'
import type { Qualification, QuestionAnswer } from '@reglament/contract'
import { faultOf, ProblemError } from '../../../api/faults.ts'
import { forget } from '../../../api/acts.ts'
import { qualificationQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'

const pauseMs = 900
const againMs = 8000

/** How the text on screen stands to the one on the server. */
export type AnswerState = { kind: 'saved' | 'typing' | 'saving' | 'waiting' | 'failed' } | { kind: 'stale'; theirs: QuestionAnswer }

const isAnswer = (told: unknown): told is QuestionAnswer =>
  typeof told === 'object' && told !== null && 'question' in told && 'text' in told

/** One answer as it is typed: saved after a pause and on leaving it; what a colleague has written meanwhile is shown beside. */
export function useAnswer(dealId: string, answer: QuestionAnswer) {
  const [draft, setDraft] = useState<string>()
  const [state, setState] = useState<AnswerState>({ kind: 'saved' })
  const version = useRef(answer.version)
  const latest = useRef<string>(undefined)
  const busy = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (latest.current === undefined) version.current = answer.version
  }, [answer.version])

  const put = (text: string | undefined) => {
    latest.current = text
    setDraft(text)
  }
  const later = (ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), ms)
  }
  const flush = async () => {
    clearTimeout(timer.current)
    const sent = latest.current
    if (sent === undefined || busy.current) return
    busy.current = true
    setState({ kind: 'saving' })
    try {
      const saved = await server.answer(dealId, answer.question, version.current, sent)
      version.current = saved.version
      keep(dealId, saved)
      if (latest.current === sent) {
        put(undefined)
        setState({ kind: 'saved' })
        forget(dealId)
      } else {
        setState({ kind: 'typing' })
        later(pauseMs)
      }
    } catch (error) {
      const theirs = error instanceof ProblemError && error.status === 412 ? error.problem.current : undefined
      if (isAnswer(theirs)) setState({ kind: 'stale', theirs })
      else {
        const fault = faultOf(error)
        const willDo = fault === 'offline' || fault === 'timeout' || fault === 'server' || fault === 'tooMany'
        setState({ kind: willDo ? 'waiting' : 'failed' })
        if (willDo) later(againMs)
      }
    } finally {
      busy.current = false
    }
  }
  const flushRef = useRef(flush)
  useEffect(() => {
    flushRef.current = flush
  })
  useEffect(() => () => void flushRef.current(), [])

  return {
    text: draft ?? answer.text,
    state,
    write: (text: string) => {
      put(text)
      if (state.kind === 'stale') return
      setState({ kind: 'typing' })
      later(pauseMs)
    },
    leave: () => {
      if (state.kind !== 'stale') void flush()
    },
    keepMine: () => {
      if (state.kind !== 'stale') return
      version.current = state.theirs.version
      void flush()
    },
    takeTheirs: () => {
      if (state.kind !== 'stale') return
      version.current = state.theirs.version
      keep(dealId, state.theirs)
      put(undefined)
      setState({ kind: 'saved' })
    },
  }
}

/** Puts a saved answer in its place, so that the count of the tab follows at once. */
function keep(dealId: string, saved: QuestionAnswer): void {
  queryClient.setQueryData<Qualification>(
    qualificationQuery(dealId).queryKey,
    (told) =>
      told && {
        ...told,
        questions: told.questions.map((question) => (question.key === saved.question ? { ...question, answer: saved } : question)),
      },
  )
}
