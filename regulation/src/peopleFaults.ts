import type { DocumentFault } from './compile.ts'
import { clauseKinds } from './clauses/index.ts'
import type { ClauseDocument, RegulationDocument } from './document.ts'
import { receiverRoles } from './intake/face.ts'
import { peopleIn, type PersonNamed } from './params.ts'

/** What has to be known of somebody whom a regulation names. */
export type NamedPerson = { readonly name: string; readonly role: string; readonly active: boolean }

const kinds = new Map(clauseKinds.map((kind) => [kind.kind, kind]))
const peopleOf = ({ kind: name, params }: ClauseDocument): PersonNamed[] => {
  const kind = kinds.get(name)
  return kind ? peopleIn(kind, params) : []
}

/** The ids of everybody whom regulations name. */
export const peopleNamed = (...documents: readonly RegulationDocument[]): string[] => [
  ...new Set(
    documents.flatMap(({ sections }) => sections.flatMap(({ clauses }) => clauses.flatMap((one) => peopleOf(one).map(({ id }) => id)))),
  ),
]

/**
 * What is wrong with people whom a new regulation names (A11): not there, gone, or of a role to which no inquiry goes. Whoever was named
 * already stays: nobody has to mend an old clause because a colleague has left.
 */
export function peopleFaults(
  before: RegulationDocument,
  { sections }: RegulationDocument,
  people: ReadonlyMap<string, NamedPerson>,
): DocumentFault[] {
  const known = new Set(peopleNamed(before))
  return sections.flatMap(({ clauses }, i) =>
    clauses.flatMap((clause, j) =>
      peopleOf(clause)
        .filter(({ id }) => !known.has(id))
        .flatMap(({ path, id }): DocumentFault[] => {
          const fault = faultOf(people.get(id))
          return fault ? [{ path: `/sections/${i}/clauses/${j}/params${path}`, ...fault }] : []
        }),
    ),
  )
}

function faultOf(person: NamedPerson | undefined): Omit<DocumentFault, 'path'> | null {
  if (!person) return { message: 'there is no such member', ru: 'Такого сотрудника нет.' }
  const { name, role, active } = person
  if (!active) return { message: `${name} works here no more`, ru: `${name} здесь больше не работает.` }
  if (receiverRoles.some((one) => one === role)) return null
  return { message: `${name} works no deals`, ru: `${name} не ведёт сделок: по своей роли обращений не получает.` }
}
