import { useTranslation } from 'react-i18next'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { EmptyState } from '../../ui/states.tsx'

/** A board without deals says what is next: to make the first one, or to look wider. */
export function EmptyBoard({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }) {
  const { t } = useTranslation()
  const { rights } = useMe()
  if (filtered) {
    return (
      <EmptyState
        icon="filter"
        title={t('board.emptyFilteredTitle')}
        action={
          <Button onPress={onShowAll} icon="deals">
            {t('board.showAll')}
          </Button>
        }
      >
        {t('board.emptyFilteredText')}
      </EmptyState>
    )
  }
  if (!rights.createDeals)
    return (
      <EmptyState icon="deals" title={t('board.emptyTitle')}>
        {t('board.emptyTextLooking')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon="deals"
      title={t('board.emptyTitle')}
      action={
        <ButtonLink to="/deals/new" kind="go" icon="plus">
          {t('shell.newDeal')}
        </ButtonLink>
      }
    >
      {t('board.emptyText')}
    </EmptyState>
  )
}
