import type { LeadCreation } from '@reglament/contract'

/** Reads «Ольга, +7 921 111-22-33, olga@example.ru»: what has an @ is an e-mail, what has seven digits or more a phone, the rest a name. */
export function whoOf(text: string): Pick<LeadCreation, 'name' | 'phone' | 'email'> {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const isEmail = (part: string) => part.includes('@')
  const isPhone = (part: string) => !isEmail(part) && part.replaceAll(/\D/g, '').length >= 7
  const email = parts.find(isEmail)
  const phone = parts.find(isPhone)
  const name = parts.filter((part) => part !== email && part !== phone).join(', ')
  return { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) }
}
