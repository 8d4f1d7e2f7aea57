import type { Role } from '@reglament/contract'

/** The parts of the settings; what stands in the address bar. */
export const sections = ['people', 'company', 'stages', 'lists', 'calendar', 'forms', 'import', 'sign-in'] as const
export type SettingsSection = (typeof sections)[number]

export const sectionFrom = (text: unknown): SettingsSection | undefined => sections.find((one) => one === text)

/** The parts in which a role may do something; the server has the last word. */
export const sectionsFor = (role: Role): readonly SettingsSection[] =>
  role === 'owner' || role === 'admin'
    ? sections
    : role === 'head'
      ? ['people', 'stages', 'lists', 'calendar', 'forms', 'sign-in']
      : ['people', 'sign-in']
