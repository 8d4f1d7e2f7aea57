import { LeadReasons } from './LeadReasons.tsx'
import { LossReasons } from './LossReasons.tsx'

/** Lists that people choose from, one after another. */
export function ListsPart() {
  return (
    <>
      <LossReasons />
      <LeadReasons />
    </>
  )
}
