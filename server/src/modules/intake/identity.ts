import { foldText, plainCompanyName } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import { readEmail } from '../contacts/index.ts'
import type { Parts } from './arrival.ts'

/** By what a client is known again (C2). */
export type Identity = {
  phone: string | null
  extension: string | null
  /** What was written where a phone should stand, and is none. */
  phoneWritten: string | null
  email: string | null
  messenger: string | null
}

export function identityOf({ phone, email, messenger }: Pick<Parts, 'phone' | 'email' | 'messenger'>): Identity {
  const number = phone === null ? null : normalisePhone(phone)
  return {
    phone: number?.e164 ?? null,
    extension: number?.ext ?? null,
    phoneWritten: number ? null : phone,
    email: readEmail(email),
    messenger,
  }
}

/** What two of one client have in common; the locks of intake are taken on these. */
export const keysOf = ({ phone, email, messenger }: Identity): string[] => [
  ...(phone === null ? [] : [`phone ${phone}`]),
  ...(email === null ? [] : [`mail ${email}`]),
  ...(messenger === null ? [] : [`messenger ${messenger}`]),
]

/** By what a company is held while it is looked up and made, so that two who name it at once make one (C2). */
export const companyKeysOf = ({ company, inn }: Pick<Parts, 'company' | 'inn'>): string[] => [
  ...(inn === null ? [] : [`inn ${inn}`]),
  ...(company === null ? [] : [`company ${plainCompanyName(company)}`]),
]

/** Domains that anybody may have an address at: they say nothing of a company. */
const publicDomains: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru ya.ru yandex.com yandex.by yandex.kz rambler.ru lenta.ru ' +
    'autorambler.ru myrambler.ru ro.ru outlook.com hotmail.com live.com live.ru msn.com yahoo.com icloud.com me.com mac.com proton.me ' +
    'protonmail.com aol.com gmx.com gmx.de web.de ukr.net i.ua tut.by mail.com zoho.com qq.com 163.com vk.com xmail.ru'
  ).split(' '),
)

/** The domain of an address of a company; null for one that anybody may have. */
export function companyDomain(email: string | null): string | null {
  const domain = email?.split('@')[1] ?? null
  return domain === null || publicDomains.has(domain) ? null : domain
}

/** A product as it is compared. */
export const foldedProduct = (product: string | null): string | null => (product?.trim() ? foldText(product) : null)
