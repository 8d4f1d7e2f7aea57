import { foldText, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'

export type Person = { id: string; name: string; email: string | null; gone: boolean; role: string; teamId: string | null }
export type Team = { id: string; name: string; headId: string | null }
export type PersonWanted = { name: string; email?: string; role: string }

/**
 * The people of the workspace, and those that an import adds: without a sign-in, each kept exactly once by e-mail or name. What is
 * added is staged first; it counts as there only after `keep`, when the transaction that writes it has been committed.
 */
export class People {
  readonly #byEmail = new Map<string, Person>()
  readonly #byName = new Map<string, Person[]>()
  readonly #teams = new Map<string, Team>()
  #newPeople: Person[] = []
  #newTeams: Team[] = []
  #newHeads: Team[] = []
  made = { people: 0, teams: 0 }

  constructor(people: readonly Person[], teams: readonly Team[]) {
    for (const person of people) this.#add(person)
    for (const team of teams) this.#teams.set(foldText(team.name), team)
  }

  /** The person of this e-mail or name; several active ones of one name can't be told apart. */
  find({ name, email }: Pick<PersonWanted, 'name' | 'email'>): Person | 'several' | undefined {
    const known = email ? this.#byEmail.get(email) : undefined
    if (known) return known
    const named = (this.#byName.get(foldText(name)) ?? []).filter((it) => !email || it.email === null || it.email === email)
    const active = named.filter(({ gone }) => !gone)
    return active.length > 1 ? 'several' : (active[0] ?? named[0])
  }

  byEmail(email: string): Person | undefined {
    return this.#byEmail.get(email)
  }

  add({ name, email, role }: PersonWanted, teamId: string | null = null): Person {
    const person: Person = { id: newId(), name, email: email ?? null, gone: false, role, teamId }
    this.#newPeople.push(person)
    this.#add(person)
    return person
  }

  /** The team of this name, made when there is none. */
  team(name: string): Team {
    const known = this.#teams.get(foldText(name))
    if (known) return known
    const team: Team = { id: newId(), name, headId: null }
    this.#teams.set(foldText(name), team)
    this.#newTeams.push(team)
    return team
  }

  /** Gives a team its head; one that has a head already keeps him. */
  head(team: Team, person: Person): void {
    if (team.headId !== null) return
    team.headId = person.id
    this.#newHeads.push(team)
  }

  /** Writes what was staged, in one statement for each table. */
  async write(tx: Tx, workspaceId: number, now: Instant): Promise<void> {
    if (this.#newTeams.length > 0) {
      const rows = JSON.stringify(this.#newTeams.map(({ id, name }) => ({ id, name })))
      await sql`
        insert into team (workspace_id, id, name, created_at)
        select ${workspaceId}::integer, id, name, ${at(now)} from jsonb_to_recordset(${rows}::jsonb) as made (id uuid, name text)`.execute(
        tx,
      )
    }
    if (this.#newPeople.length > 0) {
      const rows = JSON.stringify(this.#newPeople.map(({ id, name, email, role, teamId }) => ({ id, name, email, role, team_id: teamId })))
      await sql`
        insert into member (workspace_id, id, name, email, role, team_id, created_at)
        select ${workspaceId}::integer, id, name, email, role, team_id, ${at(now)}
        from jsonb_to_recordset(${rows}::jsonb) as made (id uuid, name text, email text, role text, team_id uuid)`.execute(tx)
    }
    if (this.#newHeads.length > 0) {
      const rows = JSON.stringify(this.#newHeads.map(({ id, headId }) => ({ id, head_id: headId })))
      await sql`
        update team set head_id = made.head_id from jsonb_to_recordset(${rows}::jsonb) as made (id uuid, head_id uuid)
        where team.workspace_id = ${workspaceId} and team.id = made.id`.execute(tx)
    }
  }

  /** The transaction was committed (or, in a dry run, would have been). */
  keep(): void {
    this.made.people += this.#newPeople.length
    this.made.teams += this.#newTeams.length
    this.#newPeople = []
    this.#newTeams = []
    this.#newHeads = []
  }

  /** The transaction was rolled back: what it would have added is not there. */
  forget(): void {
    for (const person of this.#newPeople) {
      if (person.email !== null) this.#byEmail.delete(person.email)
      const name = foldText(person.name)
      this.#byName.set(
        name,
        (this.#byName.get(name) ?? []).filter((it) => it !== person),
      )
    }
    for (const team of this.#newTeams) this.#teams.delete(foldText(team.name))
    for (const team of this.#newHeads) team.headId = null
    this.#newPeople = []
    this.#newTeams = []
    this.#newHeads = []
  }

  #add(person: Person): void {
    if (person.email !== null) this.#byEmail.set(person.email, person)
    const name = foldText(person.name)
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), person])
  }
}

export async function readPeople(tx: Tx, workspaceId: number): Promise<People> {
  const members = await tx
    .selectFrom('member')
    .select(['id', 'name', 'email', 'role', 'team_id', 'deactivated_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .execute()
  const teams = await tx.selectFrom('team').select(['id', 'name', 'head_id']).where('workspace_id', '=', workspaceId).execute()
  return new People(
    members.map(({ id, name, email, role, team_id, deactivated_at }) => ({
      id,
      name,
      email,
      role,
      teamId: team_id,
      gone: deactivated_at !== null,
    })),
    teams.map(({ id, name, head_id }) => ({ id, name, headId: head_id })),
  )
}

const address = /^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\]+$/

/** An e-mail in the form in which it is kept; undefined for what is none. */
export function readEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFKC').toLowerCase()
  return email.length <= 254 && address.test(email) ? email : undefined
}
