import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Mend } from '@reglament/contract'

const places: Readonly<Record<string, string>> = {
  'write-note': 'note',
  'plan-task': 'composer',
  'say-what': 'composer',
  'write-result': 'task',
  'no-answer': 'no-answer',
  'try-now': 'talk',
  answer: 'talk',
  'voice-proposal': 'talk',
}

/** Where on the card of a deal a reason is mended: the key of a field, `note`, `composer`, `talk`, `task`, `no-answer`; undefined for none. */
export const placeOf = ({ act, fields }: Mend): string | undefined => (act === 'fill-fields' ? fields?.[0] : places[act])

/** Goes to the card of a deal, at the place that mends: the field is open there and has the focus. */
export function useGoToDeal(): (dealId: string, place?: string) => void {
  const router = useRouter()
  return useCallback(
    (dealId, place) => void router.navigate({ to: '/deals/$dealId', params: { dealId }, search: place === undefined ? {} : { place } }),
    [router],
  )
}
