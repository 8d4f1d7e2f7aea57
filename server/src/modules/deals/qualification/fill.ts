import type { Qualification, QualificationBook, ScriptPart } from '@reglament/contract'
import { formatPhone } from '@reglament/kernel/phone'

/** What the card knows for the script and the search; null what it does not. */
export type Known = Record<'client' | 'company' | 'source' | 'manager' | 'workspace' | 'deal' | 'phone' | 'email', string | null>

const placeholders = ['client', 'company', 'source', 'manager', 'workspace', 'deal'] as const

/** A text of the script in pieces: as written, and with what stands for its placeholders. */
export function fillIn(text: string, known: Known): ScriptPart[] {
  return text.split(/(\{[a-z]+\})/).flatMap((piece): ScriptPart[] => {
    const of = placeholders.find((name) => piece === `{${name}}`)
    return of ? [{ text: known[of], of }] : piece === '' ? [] : [{ text: piece }]
  })
}

const quoted = (words: string) => `"${words.replaceAll('"', ' ')}"`

/** Where to look the client up: for all that is known of him at once, and for each by itself (B12). */
export function searchesFor({ engines }: QualificationBook, { company, client, phone, email }: Known): Qualification['searches'] {
  const each = [
    { what: 'company' as const, query: company },
    { what: 'name' as const, query: client },
    { what: 'phone' as const, query: phone && formatPhone(phone) },
    { what: 'email' as const, query: email },
  ].flatMap(({ what, query }) => (query ? [{ what, query }] : []))
  const all = each.length > 1 ? [{ what: 'all' as const, query: each.map(({ query }) => quoted(query)).join(' | ') }] : []
  return [...all, ...each].map(({ what, query }) => ({
    what,
    query,
    links: engines.map(({ key, name, url }) => ({ engine: key, name, href: url.replaceAll('{query}', encodeURIComponent(query)) })),
  }))
}
