import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { EmptyState } from '../../ui/states.tsx'

/** A board without deals says what is next: to make the first one or to bring what one has, to invite whoever is alone, or to look wider. */
export function EmptyBoard({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }) {
  const { t } = useTranslation()
  const { rights } = useMe()
  const { data: members } = useQuery({ ...membersQuery, enabled: !filtered && rights.manageMembers })
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
        <>
          <ButtonLink to="/deals/new" kind="go" icon="plus">
            {t('shell.newDeal')}
          </ButtonLink>
          {rights.transfer && (
            <Link to="/settings" search={{ section: 'import' }} className="link sm">
              {t('board.emptyImport')}
            </Link>
          )}
          {members?.length === 1 && (
            <Link to="/settings" className="link sm">
              {t('board.emptyInvite')}
            </Link>
          )}
        </>
      }
    >
      {t('board.emptyText')}
    </EmptyState>
  )
}
