import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkAct, BulkAnswer, Pipeline } from '@reglament/contract'
import { faultText } from '../api/faults.ts'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import type { MovingDeal } from '../moves/useMover.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { later } from '../ui/later.tsx'
import { toast } from '../ui/toast.tsx'
import type { Selection } from './useSelection.ts'
import styles from './Lists.module.css'

const BulkDialog = later(async () => (await import('./BulkDialog.tsx')).BulkDialog)
const BulkResult = later(async () => (await import('./BulkResult.tsx')).BulkResult)

/** What is done to all chosen deals at once. */
export type BulkKind = BulkAct['kind']

const most = 500
const icons = { move: 'move', assign: 'client', 'add-task': 'task', close: 'x' } as const
const names = { move: 'move', assign: 'assign', 'add-task': 'task', close: 'close' } as const

/**
 * One act on all chosen deals: a bar over the list, a window that asks what is needed, and a sheet that says what became of each. Draw
 * both nodes once on the screen. `dealOf` finds a chosen deal that is on the screen; `start` and `close` open the way of one deal, where
 * what its row lacks can be given; without them its card is opened.
 */
export function useBulk({
  selection,
  pipeline,
  kinds = ['move', 'assign', 'add-task', 'close'],
  dealOf,
  start,
  close,
}: {
  selection: Selection
  pipeline: Pipeline | undefined
  /** What may be done here, in this order. */
  kinds?: readonly BulkKind[]
  dealOf?: (id: string) => MovingDeal | undefined
  start?: (deal: MovingDeal, to: string) => Promise<void>
  close?: (deal: MovingDeal) => void
}): { bar: ReactNode; dialogs: ReactNode; ask: (kind: BulkKind) => void } {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ kind: BulkKind; opened: boolean }>()
  const [result, setResult] = useState<{ act: BulkAct; answer: BulkAnswer; opened: boolean }>()
  const ids = [...selection.chosen]
  const send = useMutation({
    mutationFn: ({ act, confirmed }: { act: BulkAct; confirmed: boolean }) =>
      server.bulk({ dealIds: ids, act, ...(confirmed && { confirmed }) }),
    onSuccess: (answer, { act }) => {
      setAsked((before) => before && { ...before, opened: false })
      setResult({ act, answer, opened: true })
      // What was refused stays chosen: it is what is left to do.
      selection.keep(answer.items.filter(({ outcome }) => outcome === 'refused').map(({ dealId }) => dealId))
    },
    onError: (error) => toast({ kind: 'failed', title: faultText(error, t) }),
    onSettled: () => {
      for (const key of ['board', 'deals', 'deal', 'acts', 'timeline', 'tasks', 'me', 'control'])
        void queryClient.invalidateQueries({ queryKey: [key] })
    },
  })
  const ask = (kind: BulkKind) => ids.length > 0 && setAsked({ kind, opened: true })
  const tooMany = ids.length > most ? t('lists.bulk.tooMany', { count: most }) : undefined
  const bar = ids.length > 0 && (
    <div className={styles.bulk} role="toolbar" aria-label={t('lists.bulk.title')}>
      <b aria-live="polite">{t('lists.bulk.chosen', { count: ids.length })}</b>
      {kinds.map((kind) => (
        <Button key={kind} size="s" icon={icons[kind]} why={tooMany} onPress={() => ask(kind)}>
          {t(`lists.bulk.${names[kind]}`)}
        </Button>
      ))}
      <IconButton size="s" icon="x" label={t('lists.bulk.clear')} onPress={selection.clear} />
    </div>
  )
  const dialogs = (
    <>
      {asked && (
        <BulkDialog
          key={asked.kind}
          kind={asked.kind}
          count={ids.length}
          opened={asked.opened}
          pipeline={pipeline}
          busy={send.isPending}
          onClose={() => setAsked({ ...asked, opened: false })}
          onSend={(act, confirmed) => send.mutate({ act, confirmed })}
        />
      )}
      {result && (
        <BulkResult
          act={result.act}
          answer={result.answer}
          opened={result.opened}
          onClose={() => setResult({ ...result, opened: false })}
          onMend={(dealId) => {
            const deal = dealOf?.(dealId)
            if (!deal || !start || !close) return false
            if (result.act.kind === 'move') {
              setResult({ ...result, opened: false })
              void start(deal, result.act.to)
              return true
            }
            if (result.act.kind === 'close') {
              setResult({ ...result, opened: false })
              close(deal)
              return true
            }
            return false
          }}
          onConfirm={() => {
            const again = result.answer.items.filter((row) => row.refusals.length > 0 && row.refusals.every(({ mode }) => mode === 'warn'))
            selection.keep(again.map(({ dealId }) => dealId))
            setResult({ ...result, opened: false })
            void server
              .bulk({ dealIds: again.map(({ dealId }) => dealId), act: result.act, confirmed: true })
              .then((answer) => {
                setResult({ act: result.act, answer, opened: true })
                selection.keep(answer.items.filter(({ outcome }) => outcome === 'refused').map(({ dealId }) => dealId))
                for (const key of ['board', 'deals', 'control']) void queryClient.invalidateQueries({ queryKey: [key] })
              })
              .catch((error: unknown) => toast({ kind: 'failed', title: faultText(error, t) }))
          }}
        />
      )}
    </>
  )
  return { bar, dialogs, ask }
}
