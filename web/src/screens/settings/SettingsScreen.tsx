import { Screen } from '../../shell/Screen.tsx'
/** Placeholder. */
export function SettingsScreen() {
  return <Screen title="">{null}</Screen>
}
