import { Screen } from '../../shell/Screen.tsx'
/** Placeholder. */
export function SignUpScreen() {
  return <Screen title="">{null}</Screen>
}
