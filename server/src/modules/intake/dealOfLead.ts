import { foldText } from '@reglament/kernel'
import { formatPhone } from '@reglament/kernel/phone'
import type { FieldValue, InquiryChannel, Language } from '@reglament/regulation'
import type { Book } from '../rulebook/index.ts'
import { readFieldValue } from '../fields/index.ts'
import type { Parts } from './arrival.ts'
import type { Identity } from './identity.ts'
import { titles } from './words.ts'

/** What a deal is called that nobody has named yet: what is wanted, and by whom. */
export function titleOf(
  { product, name, company }: Pick<Parts, 'product' | 'name' | 'company'>,
  identity: Identity,
  language: Language,
): string {
  const { phone, email, messenger } = identity
  const who =
    company ?? name ?? (phone === null ? null : formatPhone(phone)) ?? email ?? messenger?.split(':')[1] ?? titles.nameless[language]
  return (product === null ? `${titles.inquiry[language]}: ${who}` : `${product} — ${who}`).slice(0, 200)
}

const platforms: Partial<Record<InquiryChannel, string>> = {
  form: 'site',
  chat: 'site',
  call: 'phone',
  'missed-call': 'phone',
  sms: 'phone',
  mail: 'mail',
  messenger: 'messenger',
}

/** Fields of the deal that the inquiry knows: from where it came, and what has the name of a field of the deal. */
export function fieldsOfDeal(
  { regulation }: Book,
  { channel, parts, fields }: { channel: InquiryChannel; parts: Pick<Parts, 'source'>; fields: Record<string, unknown> },
): Record<string, FieldValue> {
  const known: Record<string, FieldValue> = {}
  const platform = platforms[channel]
  const offers = (key: string, option: string) => regulation.fields.get(key)?.options.some((it) => it.key === option) ?? false
  if (platform !== undefined && offers('platform', platform)) known.platform = platform
  const source = parts.source === null ? undefined : optionNamed(regulation.fields.get('source'), parts.source)
  if (source !== undefined) known.source = source
  for (const [key, value] of Object.entries(fields)) {
    const field = regulation.fields.get(key)
    if (!field || field.system || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')) continue
    const read = readFieldValue(field, String(value))
    if (read !== undefined && read !== null) known[key] = typeof read === 'string' ? read.slice(0, 4000) : read
  }
  return known
}

function optionNamed(field: { options: readonly { key: string; name: { ru: string; en: string } }[] } | undefined, text: string) {
  const folded = foldText(text)
  return field?.options.find(({ key, name }) => [key, name.ru, name.en].some((it) => foldText(it) === folded))?.key
}
