import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '@reglament/contract'
import { pipelinesQuery } from '../api/queries.ts'
import type { IconName } from '../ui/icons.tsx'
import { useWhatIsAsked } from '../verdict/useWhatIsAsked.ts'
import { useFormat } from '../words/format.tsx'
import { isClosing, type StageState } from './stageStates.ts'

/** One line about a stage while a deal is on its way: its icon and its words, the first reason if it refuses. */
export function useStageWords(): (state: StageState) => { icon: IconName; words: string } {
  const { t } = useTranslation()
  const asked = useWhatIsAsked()
  const format = useFormat()
  const { data: pipelines } = useQuery(pipelinesQuery)
  // In the head of a column there is room for a few words: «Сначала «Квалифицирован»»; the whole sentence stands at the pointer.
  const shortly = useCallback(
    (first: Finding | undefined) => {
      const names = (first?.lacks.what === 'stage' ? (first.lacks.stages ?? []) : []).map(
        (key) => pipelines?.flatMap(({ stages }) => stages).find((stage) => stage.key === key)?.name ?? key,
      )
      if (names.length > 0) return t('move.firstStage', { stages: format.either(names.map((name) => t('move.quoted', { name }))) })
      if (first?.lacks.what === 'closure') return t('move.byClosure')
      return first?.text ?? t('move.refused')
    },
    [format, pipelines, t],
  )
  return useCallback(
    ({ state, back, act }) => {
      if (state === 'here') return { icon: 'dots', words: t('move.here') }
      if (state === 'unknown') return { icon: 'dots', words: t('move.checking') }
      if (state === 'refused') return { icon: 'lock', words: shortly(act?.refusals[0]) }
      if (act && isClosing(act)) return { icon: 'x', words: t('losing.close.asks') }
      if (state === 'can') return back ? { icon: 'undo', words: t('move.back') } : { icon: 'check', words: t('move.can') }
      const refusals = act?.refusals ?? []
      const onlyReason = refusals.length > 0 && refusals.every(({ lacks }) => lacks.what === 'reason')
      const what = asked(refusals).join(', ')
      if (back) return { icon: 'undo', words: onlyReason ? t('move.backAsksReason') : t('move.backAsks', { what }) }
      return { icon: 'check', words: onlyReason ? t('move.asksReason') : t('move.asks', { what }) }
    },
    [asked, shortly, t],
  )
}
