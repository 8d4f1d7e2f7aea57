import { answers } from './ru/answers.ts'
import { choices } from './ru/choices.ts'
import { control } from './ru/control.ts'
import { controlNow } from './ru/controlNow.ts'
import { day, incoming } from './ru/day.ts'
import { drafts } from './ru/drafts.ts'
import { entry } from './ru/entry.ts'
import { imports } from './ru/imports.ts'
import { leads } from './ru/leads.ts'
import { regulation } from './ru/regulation.ts'
import { settings } from './ru/settings.ts'
import { stages } from './ru/stages.ts'
import { start } from './ru/start.ts'

/** Every word of the interface in Russian. Keys are typed from here; the other languages follow. */
export const ru = {
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
