import { randomUUID } from 'node:crypto'
import type { ActAnswer, Deal, DealCreation, MeEdit, MemberCreated, Me, Role, StageMove, TaskCreation } from '@reglament/contract'
import { ask, type Method } from './server.ts'

/** Long and in nobody's list. */
export const password = 'синий трамвай у моста'

/** An e-mail that nobody has had before. */
export const freshEmail = (who = 'irina'): string => `${who}@${randomUUID().slice(0, 8)}.example`

/** Somebody who has signed in. */
export class Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly cookie: string

  constructor({ id, name, email, cookie }: { id: string; name: string; email: string; cookie: string }) {
    this.id = id
    this.name = name
    this.email = email
    this.cookie = cookie
  }

  async ask<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
    return (await ask<Answer>(method, path, body, this.cookie)).body
  }

  async makesDeal(deal: DealCreation): Promise<Deal> {
    return (await this.ask<ActAnswer>('POST', '/deals', deal)).deal
  }

  async moves(dealId: string, move: StageMove): Promise<Deal> {
    return (await this.ask<ActAnswer>('POST', `/deals/${dealId}/stage-moves`, move)).deal
  }

  async plans(task: TaskCreation): Promise<Deal> {
    return (await this.ask<ActAnswer>('POST', '/tasks', task)).deal
  }

  deal(dealId: string): Promise<Deal> {
    return this.ask('GET', `/deals/${dealId}`)
  }

  prefers(edit: MeEdit): Promise<Me> {
    return this.ask('PATCH', '/me', edit)
  }

  /** Ends the session on the server; a browser that uses it finds out with its next request. */
  async signsOut(): Promise<void> {
    await this.ask('DELETE', '/sessions/current')
  }
}

/** A company of its own for one story, so that stories do not meet. */
export type Company = { owner: Person; hires: (role: Role, name: string) => Promise<Person> }

export async function foundCompany(
  name = 'Студия «Север»',
  ownerName = 'Ирина Соколова',
  kind: 'real' | 'sandbox' = 'real',
): Promise<Company> {
  const email = freshEmail()
  const { cookie } = await ask('POST', '/workspaces', { name, locale: 'ru', kind, owner: { name: ownerName, email, password } })
  const owner = await person(cookie, ownerName, email)
  return {
    owner,
    hires: async (role, memberName) => {
      const address = freshEmail(role)
      await owner.ask<MemberCreated>('POST', '/members', { name: memberName, email: address, role, password })
      return signIn(memberName, address)
    },
  }
}

/** A new session of somebody who is a member already. */
export async function signIn(name: string, email: string): Promise<Person> {
  const { cookie } = await ask('POST', '/sessions', { email, password })
  return person(cookie, name, email)
}

async function person(cookie: string | undefined, name: string, email: string): Promise<Person> {
  if (cookie === undefined) throw new Error('The server gave no session.')
  const { body } = await ask<Me>('GET', '/me', undefined, cookie)
  return new Person({ id: body.member.id, name, email, cookie })
}
