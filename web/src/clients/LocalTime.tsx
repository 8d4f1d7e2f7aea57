import { useTranslation } from 'react-i18next'
import { useNow } from '../ui/now.ts'
import { useFormat } from '../words/format.tsx'
import { formatsOf } from '../words/formatters.ts'
import styles from './Clients.module.css'

/** What time it is now where the client is; nothing where that is not known, or where it is the time of the company itself. */
export function LocalTime({ timeZone }: { timeZone: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (timeZone === null) return null
  const time = formatsOf(format.locale, timeZone, t).time(now)
  if (time === format.time(now)) return null
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now))
  const late = hour < 9 || hour >= 19
  return (
    <span className={styles.localTime} data-late={late || undefined} data-hint={timeZone}>
      {t(late ? 'clients.timeLate' : 'clients.time', { time })}
    </span>
  )
}
