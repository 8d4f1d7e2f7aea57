import { Fields } from './Fields.tsx'
import { LeadReasons } from './LeadReasons.tsx'
import { LossReasons } from './LossReasons.tsx'
import { NamedWords } from './NamedWords.tsx'
import { TaskKinds } from './TaskKinds.tsx'

/** Lists that people choose from, one after another. */
export function ListsPart() {
  return (
    <>
      <Fields />
      <LossReasons />
      <NamedWords of="criterion" />
      <NamedWords of="falseLoss" />
      <LeadReasons />
      <TaskKinds />
    </>
  )
}
