import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText, ProblemError } from '../../api/faults.ts'
import { meQuery, signUpQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { EntryFault, EntryForm, EntryFrame } from '../../entry/EntryFrame.tsx'
import { Button } from '../../ui/Button.tsx'
import { PasswordField, TextField } from '../../ui/inputs.tsx'

const route = getRouteApi('/sign-in')

/** The door for those who have been here: returns to the page from which one was sent. */
export function SignInScreen() {
  const { t } = useTranslation()
  const router = useRouter()
  const { next } = route.useSearch()
  const state = useQuery(signUpQuery)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const signIn = useMutation({
    mutationFn: () => server.signIn({ email: email.trim(), password }),
    onSuccess: async () => {
      queryClient.clear()
      if (next === undefined) await router.navigate({ to: '/deals' })
      else router.history.push(next)
    },
  })
  // Nobody stands behind the door any more; going back there asks anew.
  useEffect(() => queryClient.removeQueries({ queryKey: meQuery.queryKey }), [])
  const needEmail = email.trim() === '' ? t('entry.needEmail') : undefined
  const needPassword = password === '' ? t('entry.needPassword') : undefined
  const submit = () => {
    setTried(true)
    if (needEmail === undefined && needPassword === undefined && !signIn.isPending) signIn.mutate()
  }
  const notMatching =
    signIn.error instanceof ProblemError && (signIn.error.status === 401 || signIn.error.status === 400 || signIn.error.status === 403)
  return (
    <EntryFrame title={t('signIn.title')} lead={next === undefined ? t('signIn.lead') : t('signIn.expired')}>
      <EntryForm onSubmit={submit}>
        <TextField
          big
          autoFocus
          label={t('entry.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={tried ? needEmail : undefined}
        />
        <PasswordField
          big
          label={t('entry.password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={tried ? needPassword : undefined}
          hint={t('signIn.forgot')}
        />
        {signIn.error && (
          <EntryFault title={`${t('signIn.failed')}.`}>{notMatching ? t('signIn.wrong') : faultText(signIn.error, t)}</EntryFault>
        )}
        <Button kind="go" size="big" type="submit" busy={signIn.isPending}>
          {signIn.isPending ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
      </EntryForm>
      {state.data?.open && (
        <p className="sm muted" style={{ marginTop: 14 }}>
          {t('signIn.noCompany')}{' '}
          <Link to="/sign-up" className="link">
            {t('signIn.found')}
          </Link>
        </p>
      )}
    </EntryFrame>
  )
}
