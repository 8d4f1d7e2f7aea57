// A stranger at the door of a form, and what became of what he sent, as the owner of the company sees it.
import type { Form, Lead, Page, QuarantineItem } from '@reglament/contract'
import type { application, Person } from '../../../testing/company.ts'
import { done } from '../../../testing/sandbox.ts'
import { drained } from '../drain.ts'

type Application = Awaited<ReturnType<typeof application>>

/** Sends as a stranger's browser or program does, and waits until it has been taken in, which happens after the answer. */
export const strangerOf =
  ({ app }: Application) =>
  async (address: string, payload: string | Buffer, type = 'application/json', headers: Record<string, string> = {}) => {
    const answer = await app.inject({
      method: 'POST',
      url: pathOf(address),
      payload,
      headers: { host: '127.0.0.1:3000', 'content-type': type, ...headers },
    })
    await drained()
    return answer
  }

export const pathOf = (address: string) => new URL(address, 'http://127.0.0.1:3000').pathname

/** A form that lets many in, where the scenario says nothing else. */
export const aForm = async (by: Person, body: Record<string, unknown> = {}) =>
  done(await by.post<Form>('/forms', { name: 'Сайт', perMinute: 1000, ...body }))

export const leadsOf = async (by: Person) => done(await by.get<Page<Lead>>('/leads?limit=200')).items
export const quarantineOf = async (by: Person) => done(await by.get<Page<QuarantineItem>>('/quarantine')).items
