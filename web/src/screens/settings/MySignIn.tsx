import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { faultAt, faultText } from '../../api/faults.ts'
import { sessionsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { PasswordMeter, passwordLeast, usePasswordHint } from '../../entry/PasswordMeter.tsx'
import { Button } from '../../ui/Button.tsx'
import { PasswordField } from '../../ui/inputs.tsx'
import { useNow } from '../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from './Section.tsx'
import styles from './Settings.module.css'

/** One's own password, and where one is signed in. */
export function MySignIn() {
  return (
    <>
      <Password />
      <Sessions />
    </>
  )
}

function Password() {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const hint = usePasswordHint(next)
  const change = useMutation({
    mutationFn: () => server.changePassword({ current, next }),
    onSuccess: async () => {
      setCurrent('')
      setNext('')
      setTried(false)
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
      toast({ kind: 'done', title: t('settings.password.changed') })
    },
  })
  const own = {
    current: current === '' ? t('settings.password.needCurrent') : undefined,
    next: next.length < passwordLeast ? hint : undefined,
  }
  const wrong = {
    current: (tried ? own.current : undefined) ?? faultAt(change.error, '/current'),
    next: (tried ? own.next : undefined) ?? faultAt(change.error, '/next'),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!own.current && !own.next && !change.isPending) change.mutate()
  }
  return (
    <Section title={t('settings.password.title')} lead={t('settings.password.lead')}>
      <form className={`${styles.form} ${styles.narrow}`} onSubmit={submit} noValidate>
        <PasswordField
          label={t('settings.password.current')}
          autoComplete="current-password"
          maxLength={200}
          value={current}
          onChange={setCurrent}
          error={wrong.current}
        />
        <PasswordField
          label={t('settings.password.next')}
          autoComplete="new-password"
          maxLength={200}
          value={next}
          onChange={setNext}
          error={wrong.next}
          hint={hint}
          below={<PasswordMeter password={next} />}
        />
        {change.error && !wrong.current && !wrong.next && <p role="alert">{faultText(change.error, t)}</p>}
        <footer className="row">
          <Button kind="go" type="submit" busy={change.isPending}>
            {t('settings.password.change')}
          </Button>
        </footer>
      </form>
    </Section>
  )
}

function Sessions() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sessions = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: () => server.signOutElsewhere(),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
      toast({ kind: 'done', title: t('settings.sessions.ended') })
    },
    onError: (error) => toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(error, t) }),
  })
  const others = sessions.data?.some(({ current }) => !current) ?? false
  return (
    <Section
      title={t('settings.sessions.title')}
      lead={t('settings.sessions.lead')}
      action={
        others && (
          <Button icon="out" busy={end.isPending} onPress={() => end.mutate()}>
            {t('settings.sessions.end')}
          </Button>
        )
      }
    >
      {sessions.isError ? (
        <ErrorState error={sessions.error} what={t('settings.sessions.failed')} retry={() => void sessions.refetch()} />
      ) : sessions.isPending ? (
        <SkeletonRows rows={2} />
      ) : (
        <ul className={styles.rows}>
          {sessions.data.map(({ createdAt, seenAt, current }) => (
            <li key={`${createdAt}${seenAt}${String(current)}`} className={`${styles.row} ${styles.keyRow}`}>
              <Icon name="key" />
              <span>{t('settings.sessions.since', { moment: format.moment(createdAt, now) })}</span>
              <span className="muted sm">{t('settings.sessions.seen', { moment: format.moment(seenAt, now) })}</span>
              {current ? <Tag tone="accent">{t('settings.sessions.here')}</Tag> : <span />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
