import type { Way, WayKind } from '@reglament/contract'
import { formatInstant, parseInstant, type Instant } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import { sql } from 'kysely'

const address = /^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\]+\.[^\s@<>"',;:\\]+$/

/** An e-mail as it is kept and compared; null for what is none. */
export function readEmail(text: string | null): string | null {
  const email = text?.trim().normalize('NFKC').toLowerCase() ?? ''
  return email.length <= 254 && address.test(email) ? email : null
}

/** An account in a messenger as it is compared: `telegram:ivanov`. */
export function readMessenger(kind: string, id: string): string | null {
  const name = id
    .trim()
    .replace(/^https?:\/\/[^/]+\//i, '')
    .replace(/^@/, '')
    .toLowerCase()
  return name === '' ? null : `${kind}:${name}`.slice(0, 240)
}

/** Which way is meant, and by what it is known again. */
export type WayKey = Pick<Way, 'kind' | 'value'>
export const isSameWay = (a: WayKey, b: WayKey) => a.kind === b.kind && a.value === b.value

/** What a person typed, as it is kept; null where it is no phone, no e-mail, no account. */
export function readWay(kind: WayKind, text: string): (WayKey & { extension: string | null }) | null {
  if (kind === 'phone') {
    const phone = normalisePhone(text)
    return phone && { kind, value: phone.e164, extension: phone.ext ?? null }
  }
  const [, network = '', account = ''] = /^([a-z][a-z0-9-]{1,19}):(.+)$/is.exec(text.trim()) ?? []
  const value = kind === 'mail' ? readEmail(text) : network && readMessenger(network.toLowerCase(), account)
  return value ? { kind, value, extension: null } : null
}

/** The way that stands in an address: `phone:+79033891228`. */
export function wayNamed(name: string): WayKey | null {
  const [, kind, value] = /^(phone|mail|messenger):(.+)$/s.exec(name) ?? []
  return kind && value ? { kind: kind as WayKind, value } : null
}

// ── The list of a person's ways ──────────────────────────────────────────────────────────────────────────────────────────────

/** The ways beside those that stand on the contact, as JSON; of the row `contact`. */
export const furtherWaysOf = sql<Further[] | null>`(
  select jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'extension', extension, 'wrong_at', wrong_at) order by created_at, value)
  from contact_point where contact_point.workspace_id = contact.workspace_id and contact_point.contact_id = contact.id)`

type Further = { kind: WayKind; value: string; extension: string | null; wrong_at: string | null }
export type WaysRow = {
  phone: string | null
  phone_extension: string | null
  phone_wrong_at: Instant | null
  email: string | null
  email_wrong_at: Instant | null
  further: Further[] | null
}

const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))
const kinds: readonly WayKind[] = ['phone', 'mail', 'messenger']

/** All ways to a person: phones, e-mails, accounts; the main one of its kind first, those that lead nowhere last. */
export function waysOf({ phone, phone_extension, phone_wrong_at, email, email_wrong_at, further }: WaysRow): Way[] {
  const main: Way[] = [
    ...(phone === null
      ? []
      : [{ kind: 'phone' as const, value: phone, extension: phone_extension, main: true, wrongAt: iso(phone_wrong_at) }]),
    ...(email === null ? [] : [{ kind: 'mail' as const, value: email, extension: null, main: true, wrongAt: iso(email_wrong_at) }]),
  ]
  const others = (further ?? [])
    .map(({ kind, value, extension, wrong_at }) => ({
      kind,
      value,
      extension,
      main: false,
      wrongAt: wrong_at === null ? null : formatInstant(parseInstant(wrong_at)),
    }))
    .filter((way) => !main.some((one) => isSameWay(one, way)))
  const rank = (way: Way) => kinds.indexOf(way.kind) * 4 + (way.main ? 0 : way.wrongAt === null ? 1 : 2)
  return [...main, ...others].toSorted((a, b) => rank(a) - rank(b))
}

/** Of his phones and of his e-mails one is the main one: where none is, the first that leads to him, else the first. */
function withMain(ways: readonly Way[]): Way[] {
  const chosen = (['phone', 'mail'] as const).flatMap((kind) => {
    const his = ways.filter((way) => way.kind === kind)
    return his.find(({ main }) => main) ?? his.find(({ wrongAt }) => wrongAt === null) ?? his[0] ?? []
  })
  return ways.map((way) => ({ ...way, main: chosen.includes(way) }))
}

const asMain = (ways: readonly Way[], key: WayKey) =>
  key.kind === 'messenger' ? ways : ways.map((way) => (way.kind === key.kind ? { ...way, main: isSameWay(way, key) } : way))

export const withWay = (ways: readonly Way[], added: WayKey & { extension: string | null }, main = false): Way[] => {
  const list = [...ways, { ...added, main: false, wrongAt: null }]
  return withMain(main ? asMain(list, added) : list)
}
export const withoutWay = (ways: readonly Way[], key: WayKey): Way[] => withMain(ways.filter((way) => !isSameWay(way, key)))
/** Another value in the place of this one; it is a way again, whatever the former one was. */
export const withValue = (ways: readonly Way[], key: WayKey, next: WayKey & { extension: string | null }): Way[] =>
  withMain(
    ways
      .filter((way) => isSameWay(way, key) || !isSameWay(way, next))
      .map((way) => (isSameWay(way, key) ? { ...way, ...next, wrongAt: isSameWay(key, next) ? way.wrongAt : null } : way)),
  )
export const withMark = (ways: readonly Way[], key: WayKey, wrongAt: string | null): Way[] =>
  ways.map((way) => (isSameWay(way, key) ? { ...way, wrongAt } : way))
export const withMainWay = (ways: readonly Way[], key: WayKey): Way[] => withMain(asMain(ways, key))
