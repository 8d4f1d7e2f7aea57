import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LostCampaign } from '@reglament/contract'
import { campaignsQuery, useEndCampaign } from '../../api/control.ts'
import { faultText } from '../../api/faults.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import { Waiting } from './ControlScreen.tsx'
import shared from './Control.module.css'
import styles from './Campaigns.module.css'

/** Campaigns and what has come of them. */
export function Campaigns() {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = useQuery(campaignsQuery)
  if (!data)
    return error ? (
      <ErrorState padded error={error} what={t('control.campaign.failed')} retry={() => void refetch()} busy={isFetching} />
    ) : (
      <Waiting />
    )
  if (data.length === 0)
    return (
      <EmptyState
        padded
        icon="loop"
        title={t('control.campaign.empty.title')}
        action={
          <Link to="/control" search={{ tab: 'lost' }} className="link">
            {t('control.campaign.toBase')}
          </Link>
        }
      >
        {t('control.campaign.empty.text')}
      </EmptyState>
    )
  return (
    <ul className={styles.campaigns} aria-label={t('control.campaign.list')}>
      {data.map((campaign) => (
        <li key={campaign.id}>
          <One campaign={campaign} />
        </li>
      ))}
    </ul>
  )
}

function One({ campaign }: { campaign: LostCampaign }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { rights } = useMe()
  const end = useEndCampaign()
  const { id, name, kind, perDay, state, nextAt, targets, done, skipped, answered, open, won, wonSums, createdBy, createdAt } = campaign
  const mayEnd = state === 'running' && rights.lead
  return (
    <article className={styles.campaign}>
      <header className="row wrap">
        <h3 className="grow">{name}</h3>
        <Tag tone={state === 'running' ? 'accent' : 'neutral'}>{t(`control.campaign.state.${state}`)}</Tag>
        {mayEnd && (
          <Button
            size="s"
            icon="pause"
            busy={end.isPending}
            onPress={() =>
              end.mutate(id, {
                onSuccess: () => toast({ kind: 'done', title: t('control.campaign.stopped') }),
                onError: (error) => toast({ kind: 'failed', title: t('control.campaign.failed'), text: faultText(error, t) }),
              })
            }
          >
            {t('control.campaign.stop')}
          </Button>
        )}
      </header>
      <p className={shared.small}>
        {[
          t(`control.campaign.kinds.${kind}`),
          t('control.campaign.pace', { count: perDay }),
          createdBy?.name,
          format.date(createdAt, now),
          nextAt && t('control.campaign.next', { moment: format.moment(nextAt, now) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <progress
        className={styles.progress}
        max={targets}
        value={done + skipped}
        aria-label={t('control.campaign.progress', { done, targets })}
      />
      <dl className={styles.figures}>
        <div>
          <dt>
            {t('control.campaign.progress', { done, targets })}
            {skipped > 0 && `, ${t('control.campaign.skipped', { count: skipped })}`}
          </dt>
        </div>
        <div>
          <dt>{t('control.campaign.answered')}</dt>
          <dd>{answered}</dd>
        </div>
        {kind === 'deals' && (
          <>
            <div>
              <dt>{t('control.campaign.open')}</dt>
              <dd>{open}</dd>
            </div>
            <div>
              <dt>{t('control.campaign.won')}</dt>
              <dd>{[won, ...wonSums.map((money) => format.money(money))].join(' · ')}</dd>
            </div>
          </>
        )}
      </dl>
    </article>
  )
}
