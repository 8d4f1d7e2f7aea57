import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { entryFaultText, faultAt, ProblemError } from '../../api/faults.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { EntryFault, EntryForm, EntryFrame } from '../../entry/EntryFrame.tsx'
import { PasswordMeter, passwordLeast, usePasswordHint } from '../../entry/PasswordMeter.tsx'
import { Button } from '../../ui/Button.tsx'
import { PasswordField } from '../../ui/inputs.tsx'
import styles from './Invitation.module.css'

/** The token stands after # (it never reaches a log of the server), or in ?token= of older links. */
const tokenInAddress = () =>
  new URLSearchParams(location.hash.slice(1)).get('token') ?? (new URLSearchParams(location.search).get('token') || location.hash.slice(1))

/** The door for the invited: a password, and in. */
export const InvitationScreen = () => <ByLink words="invitation" read={server.readInvitation} enter={server.acceptInvitation} />

/** The same door for who forgot his password and was given a link. */
export const NewPasswordScreen = () => <ByLink words="newPassword" read={server.readPasswordReset} enter={server.acceptPasswordReset} />

function ByLink({
  words,
  read,
  enter,
}: {
  words: 'invitation' | 'newPassword'
  read: typeof server.readInvitation
  enter: typeof server.acceptInvitation
}) {
  const { t } = useTranslation()
  const router = useRouter()
  const [token] = useState(tokenInAddress)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const hint = usePasswordHint(password)
  const accept = useMutation({
    meta: { comesIn: true },
    mutationFn: () => enter({ token, password }),
    onSuccess: async () => {
      queryClient.clear()
      await router.navigate({ to: '/deals', replace: true })
    },
  })
  const isToken = token.length >= 20
  // Whose link it is, and whether it still works; where it can't be told now, the form is there all the same.
  const owner = useQuery({
    queryKey: ['link-owner', words],
    queryFn: () => read(token),
    enabled: isToken,
    retry: false,
    staleTime: Infinity,
  })
  const known = owner.data?.known ?? false
  const wrong = (tried && password.length < passwordLeast ? hint : undefined) ?? faultAt(accept.error, '/password')
  const refused = [accept.error, owner.error].some((error) => error instanceof ProblemError && [403, 404, 409, 410].includes(error.status))
  if (!isToken || refused) {
    return (
      <EntryFrame title={t(`${words}.invalidTitle`)} lead={t(`${words}.invalid`)}>
        <p className="sm muted" style={{ marginTop: 20 }}>
          {t('signUp.haveAccount')}{' '}
          <Link to="/sign-in" className="link">
            {t('signUp.signIn')}
          </Link>
        </p>
      </EntryFrame>
    )
  }
  const submit = () => {
    setTried(true)
    if (password.length >= passwordLeast && !accept.isPending) accept.mutate()
  }
  return (
    <EntryFrame title={t(`${words}.title`)} lead={known ? t('invitation.knownLead') : t(`${words}.lead`)}>
      <EntryForm onSubmit={submit}>
        {owner.data && (
          <dl className={styles.owner}>
            <div>
              <dt>{t('entry.company')}</dt>
              <dd>{owner.data.company}</dd>
            </div>
            <div>
              <dt>{t('invitation.who')}</dt>
              <dd>{owner.data.name}</dd>
            </div>
            <div>
              <dt>{t('invitation.login')}</dt>
              <dd>{owner.data.email}</dd>
            </div>
          </dl>
        )}
        {/* Programs that keep passwords read from it whose password it is. */}
        <input type="email" name="username" autoComplete="username" value={owner.data?.email ?? ''} readOnly hidden />
        <PasswordField
          big
          autoFocus
          label={t(known ? 'entry.password' : 'entry.newPassword')}
          autoComplete={known ? 'current-password' : 'new-password'}
          maxLength={200}
          value={password}
          onChange={setPassword}
          error={wrong}
          hint={known ? undefined : hint}
          below={known ? undefined : <PasswordMeter password={password} />}
        />
        {accept.error && !wrong && <EntryFault title={`${t(`${words}.failed`)}.`}>{entryFaultText(accept.error, t)}</EntryFault>}
        <Button kind="go" size="big" type="submit" busy={accept.isPending}>
          {accept.isPending ? t(`${words}.submitting`) : known ? t('invitation.join') : t(`${words}.submit`)}
        </Button>
      </EntryForm>
    </EntryFrame>
  )
}
