import { Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Screen } from '../../shell/Screen.tsx'
import { NewDealForm } from './NewDealForm.tsx'
import { useDealMade } from './useDealMade.tsx'
import styles from './NewDeal.module.css'

/** A new deal on a page of its own: an address that can be kept. */
export function NewDealScreen() {
  const { t } = useTranslation()
  const router = useRouter()
  const made = useDealMade()
  return (
    <Screen title={t('deal.create.title')} crumb={<Link to="/deals">{t('shell.deals')}</Link>}>
      <div className={styles.page}>
        <NewDealForm
          onMade={made}
          onCancel={() => (router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/deals' }))}
        />
      </div>
    </Screen>
  )
}
