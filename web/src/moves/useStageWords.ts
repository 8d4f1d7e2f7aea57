import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { IconName } from '../ui/icons.tsx'
import { useWhatIsAsked } from '../verdict/useWhatIsAsked.ts'
import type { StageState } from './stageStates.ts'

/** One line about a stage while a deal is on its way: its icon and its words, the first reason if it refuses. */
export function useStageWords(): (state: StageState) => { icon: IconName; words: string } {
  const { t } = useTranslation()
  const asked = useWhatIsAsked()
  return useCallback(
    ({ state, back, act }) => {
      if (state === 'here') return { icon: 'dots', words: t('move.here') }
      if (state === 'unknown') return { icon: 'dots', words: t('move.checking') }
      if (state === 'refused') return { icon: 'lock', words: act?.refusals[0]?.text ?? t('move.refused') }
      if (state === 'can') return back ? { icon: 'undo', words: t('move.back') } : { icon: 'check', words: t('move.can') }
      const refusals = act?.refusals ?? []
      const onlyReason = refusals.length > 0 && refusals.every(({ lacks }) => lacks.what === 'reason')
      const what = asked(refusals).join(', ')
      if (back) return { icon: 'undo', words: onlyReason ? t('move.backAsksReason') : t('move.backAsks', { what }) }
      return { icon: 'check', words: onlyReason ? t('move.asksReason') : t('move.asks', { what }) }
    },
    [asked, t],
  )
}
