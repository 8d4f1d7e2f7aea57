import { foldText } from '@reglament/kernel'
import { formatPhone } from '@reglament/kernel/phone'
import type { FieldDocument, FieldValue, InquiryChannel, Language } from '@reglament/regulation'
import type { Book } from '../rulebook/index.ts'
import { inItsPlace, readFieldValue } from '../fields/index.ts'
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
  const offered = platform === undefined ? undefined : optionNamed(regulation.fields.get('platform'), platform)
  if (offered !== undefined) known.platform = offered
  const source = parts.source === null ? undefined : optionNamed(regulation.fields.get('source'), parts.source)
  if (source !== undefined) known.source = source
  for (const [key, value] of Object.entries(fields)) {
    const field = regulation.fields.get(key)
    if (!field || field.system || field.retired || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean'))
      continue
    const read = readFieldValue(field, String(value))
    if (read !== undefined && read !== null) known[key] = typeof read === 'string' ? read.slice(0, 4000) : read
  }
  return known
}

/** The option that a text names, or what has taken its place; none that is retired. */
function optionNamed(field: FieldDocument | undefined, text: string): string | undefined {
  const folded = foldText(text)
  if (!field || field.retired) return undefined
  const named = field.options.find(({ key, name }) => [key, name.ru, name.en].some((it) => foldText(it) === folded))
  const meant = named && inItsPlace(field.options, named)
  return meant && !meant.retired ? meant.key : undefined
}
