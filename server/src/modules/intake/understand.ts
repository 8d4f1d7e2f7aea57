import { isUtf8 } from 'node:buffer'
import { foldText } from '@reglament/kernel'
import { sendingMarks } from '@reglament/kernel/siteForm'
import { noParts, type Parts } from './arrival.ts'
import { decodeNamed, readEncoded, readMultipart } from './bodyText.ts'
import { readMessenger } from '../contacts/index.ts'

/** Why something that arrived is not understood; it waits for a person. */
export type FaultCode = 'empty' | 'not-text' | 'not-json' | 'unknown-type' | 'no-contact' | 'robot' | 'fault'
export type Understood = {
  parts: Parts
  campaign: Record<string, string>
  fields: Record<string, unknown>
  payload: Record<string, unknown>
}

const entriesMax = 300
const depthMax = 8
const textMax = 20_000

/** Marks that turn round what stands after them, in a name as in the list that it stands in. */
export const turning = /[\u202A-\u202E\u2066-\u2069]/g

/** PostgreSQL stores no NUL and no half of a pair; the bytes as they came stay in the raw arrival. */
const clean = (text: string) => text.replaceAll('\0', '').replaceAll(turning, '').toWellFormed().slice(0, textMax)

/** Whatever was sent as names with texts: `{ "data": { "phone": 1 } }` is `data.phone`. */
function flatten(value: unknown, path: string, into: Map<string, string>, depth = 0): void {
  if (into.size >= entriesMax || value === null || value === undefined) return
  if (Array.isArray(value) && value.every((it) => typeof it !== 'object')) return void into.set(clean(path), clean(value.join(', ')))
  if (typeof value === 'object') {
    if (depth >= depthMax) return void into.set(clean(path), clean(JSON.stringify(value)))
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into, depth + 1)
    return
  }
  into.set(clean(path).slice(0, 200), clean(typeof value === 'string' ? value : JSON.stringify(value)))
}

/** A name as programs write paths into a form: `leads[add][0][name]` is `leads.add.0.name`, and `interests[]` is `interests`. */
export const pathOfName = (name: string): string =>
  /^[^[\]\s]+(?:\[[^[\]\s]*\])+$/.test(name) ? name.replaceAll(/\[([^[\]]*)\]/g, (_, inner: string) => inner && `.${inner}`) : name

/** Names with texts; what has one name several times, as ticked boxes have, is told in one line. What is empty adds nothing. */
function gather(pairs: readonly [string, string][]): Map<string, string> {
  const read = new Map<string, string>()
  for (const [name, value] of pairs) {
    const path = clean(pathOfName(name)).slice(0, 200)
    read.set(path, clean([read.get(path), value].filter(Boolean).join(', ')))
  }
  return read
}

/** What was sent, by its content type: JSON, a form, a form with files. */
export async function readBody(body: Buffer, contentType: string | null): Promise<Map<string, string> | FaultCode> {
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase()
  if (body.length === 0) return 'empty'
  if (type === 'multipart/form-data') {
    try {
      return gather(await readMultipart(body, contentType!, entriesMax))
    } catch {
      return 'unknown-type'
    }
  }
  if (type === 'application/x-www-form-urlencoded') {
    if (!isUtf8(body)) return 'not-text'
    return gather(readEncoded(body, entriesMax))
  }
  const text = decodeNamed(body, contentType)
  if (text === null) return 'not-text'
  if (type !== 'application/json' && !type.endsWith('+json') && type !== 'text/plain' && type !== '') return 'unknown-type'
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null) return 'not-json'
    const read = new Map<string, string>()
    flatten(json, '', read)
    return read
  } catch {
    return 'not-json'
  }
}

/** What fields of forms are called, by the part that they mean. */
const synonyms: readonly [keyof Parts | 'telegram' | 'whatsapp', string][] = [
  ['name', 'name fio фио имя fullname full_name your-name your_name username клиент contact_name first_name firstname'],
  ['phone', 'phone tel telephone телефон phone_number phonenumber your-phone mobile тел номер'],
  ['email', 'email mail e-mail почта your-email emailaddress email_address эл.почта'],
  ['company', 'company компания организация organization organisation company_name firm'],
  ['inn', 'inn инн'],
  ['text', 'text message comment комментарий сообщение textarea question вопрос your-message comments description описание'],
  ['product', 'product товар услуга service продукт product_name'],
  ['deadline', 'deadline срок сроки'],
  ['budget', 'budget бюджет'],
  ['source', 'source источник'],
  ['page', 'page url page_url pageurl referer referrer страница'],
  ['telegram', 'telegram tg телеграм'],
  ['whatsapp', 'whatsapp ватсап'],
]
const partNamed = new Map(synonyms.flatMap(([part, names]) => names.split(' ').map((name) => [name, part] as const)))

function parseBudget(text: string, currency: string): Parts['budget'] {
  const number = Number(text.replaceAll(/[\s\u00A0]|руб\.?|₽|rub/gi, '').replace(',', '.'))
  return Number.isFinite(number) && number > 0 && number < 9e12 ? { amount: Math.round(number * 100), currency } : null
}

/** UTM marks of an address. */
function marksOf(page: string): [string, string][] {
  const url = URL.parse(page)
  return url ? [...url.searchParams].filter(([name]) => name.startsWith('utm_')) : []
}

/** UTM marks that a builder of sites keeps in its cookies and sends along: `TILDAUTM=utm_source%3Dya%7C%7C%7Cutm_medium%3Dcpc`. */
function marksOfCookies(text: string): [string, string][] {
  const plain = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (coded) => Buffer.from(coded.replaceAll('%', ''), 'hex').toString('utf8'))
  return [...plain.matchAll(/(?<![a-z0-9_])(utm_[a-z0-9_]{1,36})=([^|&;\s]+)/g)].map(([, name, value]) => [name!, clean(value!)])
}

const put = (parts: Parts, part: string, text: string, currency: string): boolean => {
  if (part === 'telegram' || part === 'whatsapp') {
    parts.messenger ??= readMessenger(part, text)
    return true
  }
  if (part === 'budget') {
    parts.budget ??= parseBudget(text, currency)
    return parts.budget !== null
  }
  if (!(part in noParts)) return false
  const key = part as Exclude<keyof Parts, 'budget'>
  if (key === 'text' && parts.text !== null) parts.text = `${parts.text}\n${text}`.slice(0, textMax)
  else
    parts[key] ??= text.slice(
      0,
      { name: 200, phone: 100, email: 254, company: 200, inn: 12, product: 300, deadline: 200 }[key as string] ?? textMax,
    )
  return true
}

/** What the names mean: as the mapping says, else as they are called; what means nothing is kept (C1). */
export function understand(read: ReadonlyMap<string, string>, mapping: Readonly<Record<string, string>>, currency: string): Understood {
  const parts: Parts = { ...noParts }
  const campaign: Record<string, string> = {}
  const fields: Record<string, unknown> = {}
  const told = new Map(Object.entries(mapping).map(([path, part]) => [pathOfName(path), part]))
  for (const [path, value] of read) {
    const text = value.trim()
    const last = path.split('.').at(-1)!
    const name = foldText(last).replace(/^\W+|\W+$/gu, '') || foldText(last)
    const part = told.get(pathOfName(path)) ?? told.get(last) ?? partNamed.get(name)
    if (text === '' || part === 'ignore' || last.startsWith('_')) continue
    if (part?.startsWith('field:')) fields[part.slice(6)] = text
    else if (part !== undefined && put(parts, part, text, currency)) continue
    else if (/^utm_[a-z0-9_]{1,36}$/.test(name)) campaign[name] = text.slice(0, 500)
    else fields[path.slice(0, 64)] = text
  }
  const cookies = [...read].find(([path]) => foldText(path) === 'cookies')?.[1] ?? ''
  for (const [name, value] of [...(parts.page === null ? [] : marksOf(parts.page)), ...marksOfCookies(cookies)]) {
    if (/^utm_[a-z0-9_]{1,36}$/.test(name)) campaign[name] ??= value.slice(0, 500)
  }
  return { parts, campaign, fields, payload: Object.fromEntries([...read].filter(([path]) => !sendingMarks.includes(path))) }
}
