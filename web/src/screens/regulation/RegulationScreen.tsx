import { Screen } from '../../shell/Screen.tsx'
/** Placeholder. */
export function RegulationScreen() {
  return <Screen title="">{null}</Screen>
}
