import { useRouter } from '@tanstack/react-router'
import type { ComponentProps, MouseEvent } from 'react'

/**
 * A link to a deal, for screens with hundreds of them: the router's own works out with every change of the address whether it is the
 * current one, which a card of the board never is.
 */
export function DealLink({ dealId, ...anchor }: { dealId: string } & Omit<ComponentProps<'a'>, 'href' | 'onClick'>) {
  const router = useRouter()
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ to: '/deals/$dealId', params: { dealId } })
  }
  return <a {...anchor} href={`/deals/${dealId}`} onClick={go} />
}
