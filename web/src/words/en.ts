import { answers } from './en/answers.ts'
import { choices } from './en/choices.ts'
import { control } from './en/control.ts'
import { controlNow } from './en/controlNow.ts'
import { day, incoming } from './en/day.ts'
import { drafts } from './en/drafts.ts'
import { entry } from './en/entry.ts'
import { imports } from './en/imports.ts'
import { leads } from './en/leads.ts'
import { regulation } from './en/regulation.ts'
import { settings } from './en/settings.ts'
import { stages } from './en/stages.ts'
import { start } from './en/start.ts'

/** Every word of the interface in English. */
export const en = {
  ...start,
  ...entry,
  answers,
  choices,
  control,
  controlNow,
  day,
  drafts,
  imports,
  incoming,
  leads,
  regulation,
  settings,
  stages,
} as const
