import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../api/faults.ts'
import { Button } from '../ui/Button.tsx'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import styles from './RouteFailure.module.css'

/** A screen that could not be shown: what happened, what to do, what is safe. Once the network is back it tries again by itself. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const fault = faultOf(error)
  const retry = () => {
    reset()
    void router.invalidate()
  }
  const latest = useRef(retry)
  useEffect(() => {
    latest.current = retry
  })
  useEffect(() => {
    if (fault !== 'offline') return
    const again = () => latest.current()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [fault])
  if (fault === 'missing') return <RouteMissing />
  if (fault === 'updated')
    return (
      <main className={styles.place}>
        <EmptyState
          icon="loop"
          title={t('fault.updated.title')}
          action={
            <Button kind="go" icon="loop" onPress={() => location.reload()}>
              {t('fault.updated.reload')}
            </Button>
          }
        >
          {t('fault.updated.text')}
        </EmptyState>
      </main>
    )
  return (
    <main className={styles.place}>
      <ErrorState error={error} what={t(`fault.${fault}.title`)} retry={retry} />
    </main>
  )
}

/** An address that leads nowhere. */
export function RouteMissing() {
  const { t } = useTranslation()
  return (
    <main className={styles.place}>
      <EmptyState
        icon="find"
        title={t('fault.missing.title')}
        action={
          <ButtonLink to="/deals" icon="deals">
            {t('shell.deals')}
          </ButtonLink>
        }
      >
        {t('fault.missing.text')}
      </EmptyState>
    </main>
  )
}
