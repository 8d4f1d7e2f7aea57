import { Screen } from '../../shell/Screen.tsx'
/** Placeholder. */
export function InvitationScreen() {
  return <Screen title="">{null}</Screen>
}
