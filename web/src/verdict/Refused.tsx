import { useTranslation } from 'react-i18next'
import type { Finding, Mend } from '@reglament/contract'
import { WaysOut } from '../exchange/WaysOut.tsx'
import { serverNow } from '../ui/now.ts'
import { Refusal, type Reason, type RefusalProps } from '../ui/Refusal.tsx'
import { useFormat } from '../words/format.tsx'
import { tidy } from '../words/formatters.ts'
import { Clause } from './Clause.tsx'
import { passesAtOf } from './lacks.ts'

const known = [
  'move',
  'fill-fields',
  'write-note',
  'give-reason',
  'plan-task',
  'write-result',
  'say-what',
  'try-now',
  'no-answer',
  'answer',
  'voice-proposal',
  'confirm',
] as const
type KnownMend = (typeof known)[number]
const isKnown = (act: string): act is KnownMend => known.some((one) => one === act)

/** What the link of a mend says; undefined where our screens have none. */
export const mendWord = (act: string): `mend.${KnownMend}` | undefined => (isKnown(act) ? `mend.${act}` : undefined)

/** Can this mend be done from our screens. */
export const canMend = (mend: Mend): boolean => isKnown(mend.act) && (mend.act !== 'move' || mend.to !== undefined)

/** A refusal made of findings: every reason with its clause and the first mend that `onMend` can do here. */
export type RefusedProps = {
  title: RefusalProps['title']
  findings: readonly Finding[]
  /** Does a mend; leave it out where nothing can be mended. */
  onMend?: ((mend: Mend, finding: Finding) => void) | undefined
  /** Which mends can be done from here; all known ones unless told. */
  canMend?: (mend: Mend) => boolean
  foot?: RefusalProps['foot']
  form?: RefusalProps['form']
  className?: string
}

/** See `RefusedProps`. */
export function Refused({ title, findings, onMend, canMend: mayMend = () => true, foot, form, className }: RefusedProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const passesAt = passesAtOf(findings)
  const reasons = findings.map((finding): Reason => {
    const mend = finding.mends.find((one) => canMend(one) && mayMend(one))
    return {
      key: `${finding.clause} ${finding.text}`,
      clause: <Clause clause={finding.clause} number={finding.number} />,
      text: tidy(finding.text),
      mend: mend && onMend && isKnown(mend.act) ? { label: t(`mend.${mend.act}`), onPress: () => onMend(mend, finding) } : undefined,
    }
  })
  const full = findings.find(({ lacks }) => lacks.what === 'room')
  const date = passesAt === undefined ? undefined : t('move.passesAt', { date: format.moment(passesAt, serverNow()) })
  return (
    <Refusal
      title={title}
      reasons={reasons}
      foot={
        [date, foot, full].filter(Boolean).length > 0 ? (
          <>
            {date}
            {date && foot ? '. ' : ''}
            {foot}
            {full && <WaysOut memberId={String((full.lacks as { memberId?: unknown }).memberId)} />}
          </>
        ) : undefined
      }
      form={form}
      className={className}
    />
  )
}
