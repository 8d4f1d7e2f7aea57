import { foldText, formatInstant, formsAgree, newId } from '@reglament/kernel'
import { companyKeysOf } from './identity.ts'
import type { Known1 } from './leadRow.ts'
import type { KnownContact } from './recognise.ts'
import type { Intake } from './takeIn.ts'
import type { NewCompany } from './writeIntake.ts'

/** What is named as a company and known to nobody. Of whom we know the company, or who has bought as a person, none is made. */
export function newCompanyOf(
  { now }: Pick<Intake, 'now'>,
  {
    arrival: { parts },
    contact,
    company,
  }: Pick<Known1, 'arrival' | 'company'> & { contact: Pick<KnownContact, 'company_id' | 'won'> | null },
): NewCompany | null {
  if (company !== null || parts.company === null) return null
  // His purchases are counted on him; beside a new company he would be a new client (C3).
  if (contact !== null && (contact.company_id !== null || contact.won > 0)) return null
  return { id: newId(), name: parts.company.slice(0, 200), inn: parts.inn, at: formatInstant(now) }
}

/** The companies that a batch makes, each once. */
export function companyMaker(intake: Pick<Intake, 'now'>) {
  const made = new Map<string, NewCompany[]>()
  return {
    made: (): NewCompany[] => [...new Set([...made.values()].flat())],
    /** The inquiry with its company, a new one if need be; `keep` is called where it is to be written. */
    withCompany<It extends Known1>(it: It): { it: It; keep: () => void } {
      const { company: name, inn } = it.arrival.parts
      const keys = companyKeysOf(it.arrival.parts)
      const wanted = newCompanyOf(intake, it)
      const before = keys
        .flatMap((key) => made.get(key) ?? [])
        .find((one) => (one.inn === inn && inn !== null) || ((one.inn === null || inn === null) && formsAgree(one.name, name ?? '')))
      const company = wanted && (before ?? wanted)
      if (!company) return { it, keep: () => undefined }
      return {
        it: {
          ...it,
          company: {
            id: company.id,
            name: company.name,
            folded_name: foldText(company.name),
            inn: company.inn,
            won_deals: 0,
            domain: null,
          },
        },
        keep: () => keys.forEach((key) => made.set(key, [...(made.get(key) ?? []).filter((one) => one !== company), company])),
      }
    },
  }
}
