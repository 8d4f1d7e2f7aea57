import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActAnswer } from '@reglament/contract'
import { toast } from '../../ui/toast.tsx'
import { FollowingWords } from '../deal/tasks/FollowingWords.tsx'

/** A deal has been made: says which and what follows by the regulation, and opens its card. */
export function useDealMade(): (answer: ActAnswer) => void {
  const { t } = useTranslation()
  const router = useRouter()
  return useCallback(
    (answer) => {
      toast({ kind: 'done', title: t('deal.create.done', { number: answer.deal.number }), text: <FollowingWords answer={answer} /> })
      void router.navigate({ to: '/deals/$dealId', params: { dealId: answer.deal.id } })
    },
    [router, t],
  )
}
