import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../words/format.tsx'

const dayMs = 86_400_000
const weekMs = 7 * dayMs

/** Names a day in a list of days: «Сегодня, 25 ноября», «Понедельник, 23 ноября», «3 октября». */
export function useDayName(): (at: string, now: number) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return useCallback(
    (at, now) => {
      const then = Date.parse(at)
      const date = format.date(at)
      if (format.sameDay(then, now)) return t('deal.timeline.today', { date })
      if (format.sameDay(then, now - dayMs)) return t('deal.timeline.yesterday', { date })
      if (now - then > weekMs) return date
      const weekday = new Intl.DateTimeFormat(format.locale === 'ru' ? 'ru-RU' : 'en-GB', {
        weekday: 'long',
        timeZone: format.timeZone,
      }).format(then)
      return `${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1)}, ${date}`
    },
    [format, t],
  )
}
