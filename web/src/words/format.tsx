import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { formatsOf, type Formats } from './formatters.ts'
import { i18n } from './i18n.ts'
import { useLocale } from './useWords.ts'

const TimeZone = createContext<string | undefined>(undefined)

/** The time zone in which times are said: that of the company, because its rules count in it. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string | undefined; children: ReactNode }) {
  return <TimeZone value={timeZone}>{children}</TimeZone>
}

const made = new Map<string, Formats>()

/** The formats for the language and the time zone in force. */
export function useFormat(): Formats {
  const given = useContext(TimeZone)
  const timeZone = given ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  const locale = useLocale()
  return useMemo(() => {
    const key = `${locale} ${timeZone}`
    let formats = made.get(key)
    if (!formats) made.set(key, (formats = formatsOf(locale, timeZone, i18n.getFixedT(locale))))
    return formats
  }, [locale, timeZone])
}
