import { useQuery } from '@tanstack/react-query'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pipeline } from '@reglament/contract'
import { actsQuery } from '../api/queries.ts'
import { cx } from '../ui/cx.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ErrorState } from '../ui/states.tsx'
import { stageStates } from './stageStates.ts'
import { useStageWords } from './useStageWords.ts'
import type { MovingDeal } from './useMover.tsx'
import styles from './MoveSheet.module.css'

/** Every stage with can, asks, refuses: the equivalent of dragging, by keyboard and by finger. */
export function MoveSheet({
  deal,
  pipeline,
  opened,
  onClose,
  onChoose,
}: {
  deal: MovingDeal
  pipeline: Pipeline
  opened: boolean
  onClose: () => void
  onChoose: (stage: string) => void
}) {
  const { t } = useTranslation()
  const acts = useQuery({ ...actsQuery(deal.id), enabled: opened })
  const words = useStageWords()
  const list = useRef<HTMLUListElement>(null)
  const states = stageStates(pipeline, deal.stage, acts.data)
  const first = states.find(({ state, back }) => (state === 'can' || state === 'asks') && !back)?.stage.key
  // What can be done stands first; the rest keeps the order of the pipeline.
  const rank = { can: 0, asks: 0, unknown: 1, here: 3, refused: 2 } as const
  const ordered = states
    .filter(({ state }) => state !== 'here')
    .toSorted((one, other) => rank[one.state] - rank[other.state] || Number(one.back) - Number(other.back))
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={t('move.sheetTitle', { deal: deal.title })} sub={deal.client} width={420}>
      {acts.isError ? (
        <ErrorState error={acts.error} what={t('move.failed')} retry={() => void acts.refetch()} />
      ) : (
        <ul ref={list} className={styles.list} onKeyDown={walk} aria-busy={acts.isPending}>
          {ordered.map((state) => {
            const { icon, words: said } = words(state)
            return (
              <li key={state.stage.key}>
                <button
                  type="button"
                  className={cx(styles.stage)}
                  data-s={state.state}
                  data-first={state.stage.key === first || undefined}
                  data-autofocus={state.stage.key === (first ?? ordered[0]?.stage.key) || undefined}
                  onClick={() => {
                    onClose()
                    onChoose(state.stage.key)
                  }}
                >
                  <Icon name={icon} />
                  <b>{state.stage.name}</b>
                  <span>{said}</span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </Dialog>
  )
}
