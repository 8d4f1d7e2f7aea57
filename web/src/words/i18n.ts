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

const catalogues = {
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
}

/** The language in use; before the words are there, the one that will be. */
export const locale = (): Locale => {
  const { language } = i18n
  return language === 'ru' || language === 'en' ? language : firstLocale()
}

/** Loads the catalogue if it isn't there yet, and speaks it from now on; also remembered on this device. */
export async function speak(wanted: Locale): Promise<void> {
  if (!i18n.hasResourceBundle(wanted, 'words')) i18n.addResourceBundle(wanted, 'words', await catalogues[wanted]())
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

/** Starts the words with the first language; nothing is drawn before. */
export async function startWords(): Promise<void> {
  await i18n
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
    })
  await speak(firstLocale())
}
