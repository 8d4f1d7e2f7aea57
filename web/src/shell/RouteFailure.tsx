import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../api/faults.ts'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import styles from './RouteFailure.module.css'

/** A screen that could not be shown: what happened, what to do, what is safe. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <main className={styles.place}>
      <ErrorState error={error} what={t(`fault.${faultOf(error)}.title`)} retry={retry} />
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
