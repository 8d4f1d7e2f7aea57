import { useMe } from '../../shell/useMe.ts'
import { Absences } from './Absences.tsx'
import { ApiKeys } from './ApiKeys.tsx'
import { Members } from './Members.tsx'
import { Teams } from './Teams.tsx'

/** Who works here, in which teams, who is away, and the keys of programs for those who may give them. */
export function PeopleSection() {
  const { rights } = useMe()
  return (
    <>
      <Members />
      <Teams />
      <Absences />
      {rights.manageMembers && <ApiKeys />}
    </>
  )
}
