import type { Locale } from '@reglament/contract'

/** A sentence shown to people, in every language of the interface. */
export type Text = Readonly<Record<Locale, string>>

/** The language asked for by an `Accept-Language` header, when it names one of ours; the most wanted first. */
export function localeWanted(header: string | undefined): Locale | undefined {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((it) => /^\s*q=([\d.]+)$/.exec(it)?.[1]).find((it) => it !== undefined)
      return { locale: range.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((it): it is { locale: Locale; quality: number } => (it.locale === 'ru' || it.locale === 'en') && it.quality > 0)
  return wanted.toSorted((a, b) => b.quality - a.quality)[0]?.locale
}
