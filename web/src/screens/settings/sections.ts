import type { Rights } from '@reglament/contract'

/** The parts of the settings; what stands in the address bar. */
export const sections = ['people', 'company', 'stages', 'lists', 'calendar', 'forms', 'import', 'sign-in'] as const
export type SettingsSection = (typeof sections)[number]

export const sectionFrom = (text: unknown): SettingsSection | undefined => sections.find((one) => one === text)

/** The parts in which somebody may do something; the server has the last word. */
export const sectionsFor = ({ manageMembers, changeRegulation }: Rights): readonly SettingsSection[] =>
  manageMembers ? sections : changeRegulation ? ['people', 'stages', 'lists', 'calendar', 'forms', 'sign-in'] : ['people', 'sign-in']
