import { Screen } from '../../shell/Screen.tsx'
/** Placeholder. */
export function BoardScreen() {
  return <Screen title="">{null}</Screen>
}
