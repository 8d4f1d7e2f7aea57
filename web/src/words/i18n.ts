import { createInstance, type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '@reglament/contract'
import type { ru } from './ru.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof ru }
  }
}

/** The languages that the interface speaks, in the order of the switch. */
export const locales = ['ru', 'en'] as const satisfies readonly Locale[]

/** The words of this page. */
export const i18n = createInstance()

const kept = 'reglament-locale'

/** The language to begin with, before anybody has signed in: the one chosen here last time, else the browser's, else Russian. */
function firstLocale(): Locale {
  const chosen = localStorage.getItem(kept)
  if (chosen === 'ru' || chosen === 'en') return chosen
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'ru' || tag === 'en')
  return spoken === 'en' ? 'en' : 'ru'
}

/** Words that come with their screens; all others are there from the beginning. */
export type ScreenWords = 'choices' | 'control' | 'day' | 'entry' | 'imports' | 'leads' | 'regulation' | 'settings' | 'stages'

type Words = { readonly [key: string]: unknown }

const together = async (...modules: Promise<Words>[]): Promise<Words> => Object.assign({}, ...(await Promise.all(modules))) as Words

const catalogues: Record<Locale, Record<ScreenWords | 'start', () => Promise<Words>>> = {
  ru: {
    start: async () => (await import('./ru/start.ts')).start,
    control: () => together(import('./ru/control.ts'), import('./ru/controlNow.ts')),
    day: () => import('./ru/day.ts'),
    entry: async () => (await import('./ru/entry.ts')).entry,
    leads: () => together(import('./ru/leads.ts'), import('./ru/answers.ts')),
    regulation: () => together(import('./ru/drafts.ts'), import('./ru/regulation.ts')),
    settings: () => import('./ru/settings.ts'),
    stages: () => import('./ru/stages.ts'),
    choices: () => import('./ru/choices.ts'),
    imports: () => import('./ru/imports.ts'),
  },
  en: {
    start: async () => (await import('./en/start.ts')).start,
    control: () => together(import('./en/control.ts'), import('./en/controlNow.ts')),
    day: () => import('./en/day.ts'),
    entry: async () => (await import('./en/entry.ts')).entry,
    leads: () => together(import('./en/leads.ts'), import('./en/answers.ts')),
    regulation: () => together(import('./en/drafts.ts'), import('./en/regulation.ts')),
    settings: () => import('./en/settings.ts'),
    stages: () => import('./en/stages.ts'),
    choices: () => import('./en/choices.ts'),
    imports: () => import('./en/imports.ts'),
  },
}

/** What this page has shown so far; in whichever language it speaks, these words are there. */
const inUse = new Set<ScreenWords | 'start'>(['start'])
const brought = new Map<string, Promise<void>>()
/** The language that the page is about to speak. */
let spoken: Locale | undefined

function bring(wanted: Locale, part: ScreenWords | 'start'): Promise<void> {
  const key = `${wanted} ${part}`
  let coming = brought.get(key)
  if (!coming) {
    coming = catalogues[wanted][part]().then((words) => void i18n.addResourceBundle(wanted, 'words', words, true))
    coming.catch(() => brought.delete(key)) // Offline now; asked for again, it may come.
    brought.set(key, coming)
  }
  return coming
}

const bringAll = (wanted: Locale) => Promise.all([...inUse].map((part) => bring(wanted, part)))

/** Brings the words of a screen, in the language of the page; they are there before the screen is drawn. */
export async function bringWords(...parts: readonly ScreenWords[]): Promise<void> {
  for (const part of parts) inUse.add(part)
  await start()
  await bringAll(spoken ?? firstLocale())
}

/** The language in use; before the words are there, the one that will be. */
export const locale = (): Locale => {
  const { language } = i18n
  return language === 'ru' || language === 'en' ? language : firstLocale()
}

/** Loads the catalogue if it isn't there yet, and speaks it from now on; also remembered on this device. */
export async function speak(wanted: Locale): Promise<void> {
  spoken = wanted
  await start()
  await bringAll(wanted)
  if (spoken !== wanted) return
  await i18n.changeLanguage(wanted)
  document.documentElement.lang = wanted
  localStorage.setItem(kept, wanted)
}

/** «2 089 сделок»: what is counted is said in groups of digits; numbers of deals, years and money are not counts. */
export const groupsCounts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, locale, options) =>
    typeof value === 'number' && options?.interpolationkey === 'count' ? new Intl.NumberFormat(locale).format(value) : (value as string),
}

let started: Promise<unknown> | undefined

const start = () =>
  (started ??= i18n
    .use(initReactI18next)
    .use(groupsCounts)
    .init({
      defaultNS: 'words',
      ns: ['words'],
      lng: firstLocale(),
      fallbackLng: false,
      resources: {},
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false },
      partialBundledLanguages: true,
      saveMissing: true,
      missingKeyHandler: (_languages, _namespace, key) => console.error(`no word for ${key}`),
    }))

/** Starts the words with the first language; nothing is drawn before. */
export const startWords = (): Promise<void> => speak(firstLocale())
