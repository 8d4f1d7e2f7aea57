import { useTranslation } from 'react-i18next'
import { useFormat } from '../words/format.tsx'
import { faceOf } from './clockFace.ts'
import { useNow } from './now.ts'
import styles from './Clock.module.css'

/** How long somebody waits for an answer: the face goes by the instant until which it is due, the words say the age. */
export function Waits({ since, due, bare = false }: { since: string; due: string | null; bare?: boolean }) {
  const { t } = useTranslation()
  const now = useNow()
  const format = useFormat()
  const face = due === null ? null : faceOf({ due, from: since, now, sameDay: format.sameDay })
  const span = format.span(now - Date.parse(since))
  return (
    <span className={styles.clock} data-s={face?.state ?? 'left'} data-hint={due === null ? format.exactly(since) : format.dueExactly(due)}>
      <i style={{ '--p': face?.share ?? 1 }} aria-hidden="true" />
      <span>{bare ? span : t('time.waits', { span })}</span>
    </span>
  )
}
