import { receive, type KnownLead, type Reception } from '@reglament/regulation'
import type { Arrival } from './arrival.ts'
import { foldedProduct, identityOf, keysOf } from './identity.ts'
import { bestOf, contactsOf, knownOf } from './recognise.ts'
import { factsOf, type Intake, sentBefore } from './takeIn.ts'

/** What a trial has seen already of the same file: nothing of it stands in a table. */
export class Foreseen {
  readonly leads = new Map<string, KnownLead[]>()
  readonly externalIds = new Set<string>()
}

/** What arrivals would become, by the rule and the recognition by which they are taken in; nothing is written. */
export async function foresee(
  intake: Intake,
  arrivals: readonly Arrival[],
  foreseen: Foreseen,
): Promise<(Reception['becomes'] | 'repeated')[]> {
  const { tx, workspaceId, book, now } = intake
  const identities = arrivals.map(({ parts }) => identityOf(parts))
  const contacts = await contactsOf(tx, workspaceId, identities)
  const contactOf = identities.map((identity) => bestOf(contacts, identity))
  const ids = [...new Set(contactOf.flatMap((contact) => contact?.id ?? []))]
  const knownTo = await knownOf(tx, workspaceId, ids, identities)
  const repeated = await sentBefore(
    intake,
    arrivals.map((arrival) => ({ arrival })),
  )
  return arrivals.map((arrival, i) => {
    const { externalId, adopted, parts } = arrival
    if (externalId !== null && (repeated.has(externalId) || foreseen.externalIds.has(externalId))) return 'repeated'
    if (externalId !== null) foreseen.externalIds.add(externalId)
    const identity = identities[i]!
    const contact = contactOf[i] ?? null
    const keys = [...keysOf(identity), ...(contact ? [`contact ${contact.id}`] : [])]
    const known = knownTo(contact?.id ?? null, identity)
    const seen = keys.flatMap((key) => foreseen.leads.get(key) ?? [])
    const { becomes } = receive(book.regulation, factsOf(arrival), { ...known, leads: [...known.leads, ...seen] }, now)
    const isOpen = adopted === undefined || adopted.status === 'new' || adopted.status === 'in-work'
    if (becomes === 'lead' && isOpen) {
      const lead = { leadId: `row ${foreseen.externalIds.size}`, inquiryAt: arrival.at, product: foldedProduct(parts.product) }
      for (const key of keys) foreseen.leads.set(key, [...(foreseen.leads.get(key) ?? []), lead])
    }
    return becomes
  })
}
