import { useRef, useState } from 'react'
import type { Deal, DealEdit, Finding } from '@reglament/contract'
import { faultText, ProblemError, refusalsOf } from '../../../api/faults.ts'
import { StaleEdit, useSaveDeal } from '../useSaveDeal.ts'
import { useTranslation } from 'react-i18next'

/** How a value of the deal is read and written. */
export type Place<Value> = {
  dealId: string
  value: Value
  edit: (value: Value) => DealEdit
  /** The value on another version of the deal: a colleague's. */
  valueOf: (deal: Deal) => Value
}

/** Why a value was not saved; what was typed stays. */
export type Trouble<Value> =
  { kind: 'refused'; findings: readonly Finding[] } | { kind: 'stale'; theirs: Value } | { kind: 'failed'; text: string }

const alike = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** One value that is edited where it stands: opened, saved on leaving or Enter, dropped on Escape. */
export function useInPlace<Value>({ dealId, value, edit, valueOf }: Place<Value>) {
  const { t } = useTranslation()
  const save = useSaveDeal(dealId)
  const [draft, setDraft] = useState<{ value: Value; from: Value }>()
  const [trouble, setTrouble] = useState<Trouble<Value>>()
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)
  const close = () => {
    setDraft(undefined)
    setTrouble(undefined)
  }

  const send = async (wanted: Value, from: Value, confirmed = false) => {
    if (sending.current) return
    if (alike(wanted, from)) return close()
    sending.current = true
    setBusy(true)
    try {
      await save({ ...edit(wanted), ...(confirmed && { confirmed }) }, edit(from))
      close()
    } catch (error) {
      setDraft({ value: wanted, from })
      if (error instanceof StaleEdit) setTrouble({ kind: 'stale', theirs: valueOf(error.current) })
      else if (refusalsOf(error).length > 0) setTrouble({ kind: 'refused', findings: refusalsOf(error) })
      else setTrouble({ kind: 'failed', text: saidOf(error) ?? faultText(error, t) })
    } finally {
      sending.current = false
      setBusy(false)
    }
  }

  return {
    open: draft !== undefined,
    draft: draft ? draft.value : value,
    trouble,
    busy,
    start: () => setDraft((before) => before ?? { value, from: value }),
    change: (wanted: Value) => {
      setTrouble((before) => (before?.kind === 'stale' ? before : undefined))
      setDraft((before) => ({ value: wanted, from: before?.from ?? value }))
    },
    /** Saves what stands there, or a value that was just chosen. */
    commit: async (...chosen: [] | [Value]): Promise<void> => {
      if (!draft || trouble?.kind === 'stale') return
      await send(chosen.length > 0 ? (chosen[0] as Value) : draft.value, draft.from)
    },
    confirm: () => void (draft && send(draft.value, draft.from, true)),
    keepMine: () => void (draft && trouble?.kind === 'stale' && send(draft.value, trouble.theirs)),
    cancel: close,
  }
}

/** What the server said is wrong with the value itself. */
const saidOf = (error: unknown) => (error instanceof ProblemError && error.status === 400 ? error.problem.faults?.[0]?.message : undefined)
