import { useTranslation } from 'react-i18next'
import type { Form, FormCreation } from '@reglament/contract'
import { Check, TextField } from '../../../ui/inputs.tsx'
import styles from './Forms.module.css'

/** How a form is kept from robots, as it is being typed, and whether its clients are greeted. */
export type Guard = { honeypot: string; secondsMin: string; perMinute: string; greet: boolean; tags: readonly string[] }

const greeting = 'greet'
export const guardOf = (form: Form | undefined): Guard => ({
  honeypot: form ? (form.honeypot ?? '') : 'website_url',
  secondsMin: String(form?.secondsMin ?? 0),
  perMinute: String(form?.perMinute ?? 120),
  greet: form?.tags.includes(greeting) ?? false,
  tags: form?.tags ?? [],
})
/** What is no number is sent as it stands, and the server says what is wrong with it. */
export const settingsOf = ({ honeypot, secondsMin, perMinute, greet, tags }: Guard): Partial<FormCreation> => ({
  honeypot: honeypot.trim() || null,
  secondsMin: Number(secondsMin.trim() || 0),
  perMinute: Number(perMinute.trim() || 120),
  tags: [...tags.filter((tag) => tag !== greeting), ...(greet ? [greeting] : [])],
})

/** What keeps robots away from a form: a field that people do not see, the least time of filling in, a limit for one address. */
export function GuardFields({
  guard,
  onChange,
  at,
}: {
  guard: Guard
  onChange: (guard: Guard) => void
  /** The fault at a path of the answer. */
  at: (path: string) => string | undefined
}) {
  const { t } = useTranslation()
  const set = (change: Partial<Guard>) => onChange({ ...guard, ...change })
  return (
    <fieldset className={styles.mapping}>
      <legend>{t('leads.forms.guard')}</legend>
      <p className="muted sm">{t('leads.forms.guardHint')}</p>
      <div className={styles.three}>
        <TextField
          label={t('leads.forms.honeypot')}
          value={guard.honeypot}
          onChange={(honeypot) => set({ honeypot })}
          maxLength={64}
          error={at('/honeypot')}
        />
        <TextField
          label={t('leads.forms.secondsMin')}
          value={guard.secondsMin}
          onChange={(secondsMin) => set({ secondsMin })}
          inputMode="numeric"
          maxLength={3}
          error={at('/secondsMin')}
        />
        <TextField
          label={t('leads.forms.perMinute')}
          value={guard.perMinute}
          onChange={(perMinute) => set({ perMinute })}
          inputMode="numeric"
          maxLength={6}
          error={at('/perMinute')}
        />
      </div>
      <Check checked={guard.greet} onChange={(greet) => set({ greet })}>
        {t('leads.forms.greet')}
      </Check>
    </fieldset>
  )
}
