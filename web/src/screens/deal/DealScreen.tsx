import { Screen } from '../../shell/Screen.tsx'
import { SkeletonRows } from '../../ui/states.tsx'

/** Placeholder until the deal card is written. */
export function DealScreen() {
  return (
    <Screen title="">
      <SkeletonRows />
    </Screen>
  )
}
