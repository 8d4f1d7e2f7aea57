import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { entryFaultText, faultAt } from '../../api/faults.ts'
import { signUpQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { currencies, isEmail, timeZones } from '../../entry/checks.ts'
import { EntryFault, EntryForm, EntryFrame, EntryPair } from '../../entry/EntryFrame.tsx'
import { PasswordMeter, passwordLeast, usePasswordHint } from '../../entry/PasswordMeter.tsx'
import { Button } from '../../ui/Button.tsx'
import { PasswordField, SelectField, TextField } from '../../ui/inputs.tsx'
import { locale } from '../../words/i18n.ts'

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Founds a company: its pipeline and its regulation are inside at once. */
export function SignUpScreen() {
  const { t } = useTranslation()
  const router = useRouter()
  const state = useQuery(signUpQuery)
  const [form, setForm] = useState({ company: '', name: '', email: '', password: '', timeZone: ownZone, currency: 'RUB' })
  const [tried, setTried] = useState(false)
  const set = (key: keyof typeof form) => (value: string | null) => setForm((before) => ({ ...before, [key]: value ?? before[key] }))
  const zones = useMemo(() => timeZones(locale()), [])
  const hint = usePasswordHint(form.password)
  const found = useMutation({
    meta: { comesIn: true },
    mutationFn: () =>
      server.found({
        name: form.company.trim(),
        timeZone: form.timeZone,
        currency: form.currency,
        locale: locale(),
        owner: { name: form.name.trim(), email: form.email.trim(), password: form.password },
      }),
    onSuccess: async () => {
      queryClient.clear()
      await router.navigate({ to: '/deals' })
    },
  })

  const own = {
    company: form.company.trim() === '' ? t('entry.needCompany') : undefined,
    name: form.name.trim() === '' ? t('entry.needName') : undefined,
    email: form.email.trim() === '' ? t('entry.needEmail') : isEmail(form.email) ? undefined : t('entry.wrongEmail'),
    password: form.password.length < passwordLeast ? hint : undefined,
  }
  const wrong = {
    company: (tried ? own.company : undefined) ?? faultAt(found.error, '/name'),
    name: (tried ? own.name : undefined) ?? faultAt(found.error, '/owner/name'),
    email: (tried ? own.email : undefined) ?? faultAt(found.error, '/owner/email'),
    password: (tried ? own.password : undefined) ?? faultAt(found.error, '/owner/password'),
  }
  const submit = () => {
    setTried(true)
    if (Object.values(own).every((fault) => fault === undefined) && !found.isPending) found.mutate()
  }
  const fault = found.error && !Object.values(wrong).some(Boolean) ? entryFaultText(found.error, t) : undefined

  if (state.data && !state.data.open) {
    return (
      <EntryFrame title={t('signUp.closed')} lead={t('signUp.closedText')}>
        <p className="sm muted" style={{ marginTop: 20 }}>
          {t('signUp.haveAccount')}{' '}
          <Link to="/sign-in" className="link">
            {t('signUp.signIn')}
          </Link>
        </p>
      </EntryFrame>
    )
  }
  return (
    <EntryFrame title={t('signUp.title')} lead={t('signUp.lead')}>
      <EntryForm onSubmit={submit}>
        <TextField
          big
          autoFocus
          label={t('entry.company')}
          autoComplete="organization"
          maxLength={120}
          value={form.company}
          onChange={set('company')}
          error={wrong.company}
        />
        <TextField
          big
          label={t('entry.yourName')}
          autoComplete="name"
          maxLength={120}
          value={form.name}
          onChange={set('name')}
          error={wrong.name}
        />
        <TextField
          big
          label={t('entry.email')}
          type="email"
          autoComplete="email"
          maxLength={254}
          value={form.email}
          onChange={set('email')}
          error={wrong.email}
        />
        <PasswordField
          big
          label={t('entry.password')}
          autoComplete="new-password"
          maxLength={200}
          value={form.password}
          onChange={set('password')}
          error={wrong.password}
          hint={hint}
          below={<PasswordMeter password={form.password} />}
        />
        <EntryPair>
          <SelectField
            big
            label={t('signUp.timeZone')}
            hint={t('signUp.timeZoneHint')}
            value={form.timeZone}
            onChange={set('timeZone')}
            options={zones}
          />
          <SelectField
            big
            label={t('signUp.currency')}
            value={form.currency}
            onChange={set('currency')}
            options={currencies.map((key) => ({ key, name: key }))}
          />
        </EntryPair>
        {fault && <EntryFault title={`${t('signUp.failed')}.`}>{fault}</EntryFault>}
        <Button kind="go" size="big" type="submit" busy={found.isPending}>
          {found.isPending ? t('signUp.submitting') : t('signUp.submit')}
        </Button>
      </EntryForm>
      <p className="sm muted" style={{ marginTop: 14 }}>
        {t('signUp.haveAccount')}{' '}
        <Link to="/sign-in" className="link">
          {t('signUp.signIn')}
        </Link>
      </p>
    </EntryFrame>
  )
}
