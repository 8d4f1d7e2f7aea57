import { Screen } from '../../shell/Screen.tsx'
/** Placeholder. */
export function SignInScreen() {
  return <Screen title="">{null}</Screen>
}
