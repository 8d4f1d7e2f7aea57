import type { Deal } from '@reglament/contract'
import { useMe } from '../../shell/useMe.ts'

/** The currency of the money on a deal: its own, else that of the company. */
export const useCurrency = (deal: Pick<Deal, 'budget'> | undefined): string => {
  const { workspace } = useMe()
  return deal?.budget?.currency ?? workspace.currency
}
