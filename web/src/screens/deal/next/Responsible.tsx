import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { useMe } from '../../../shell/useMe.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { KeepMark } from '../../../exchange/KeepMark.tsx'
import { useTaking } from '../../../exchange/useTaking.tsx'
import { ActButton } from '../../../verdict/ActButton.tsx'
import { Refused } from '../../../verdict/Refused.tsx'
import { Section } from '../Section.tsx'
import styles from './Lists.module.css'
import { later } from '../../../ui/later.tsx'

const GiveBackDialog = later(async () => (await import('../../../exchange/GiveBackDialog.tsx')).GiveBackDialog)
const HandOverDialog = later(async () => (await import('./HandOverDialog.tsx')).HandOverDialog)

/** Roles that lead others; the server has the last word on every hand-over. */

/** Who answers for the deal; a head or the owner hands it over. */
export function Responsible({ deal, acts }: { deal: Deal; acts?: readonly PossibleAct[] | undefined }) {
  const { t } = useTranslation()
  const { member: me, rights } = useMe()
  const [opened, setOpened] = useState(false)
  const [giving, setGiving] = useState(false)
  const taking = useTaking(me.id)
  const take = acts?.find(({ act }) => act === 'take')
  const { responsible } = deal
  return (
    <Section>
      <div className={styles.responsible}>
        {responsible ? <Avatar name={responsible.name} silent /> : <Icon name="swap" />}
        <div className="grow">
          <p className="cut">
            <b>{responsible ? responsible.name : t('deal.responsible.exchange')}</b>
          </p>
          <p className="muted sm">
            {t(responsible ? (responsible.id === me.id ? 'deal.responsible.you' : 'deal.responsible.role') : 'deal.responsible.waits')}
          </p>
        </div>
        {rights.lead && deal.mayAct && deal.status === 'open' && (
          <Button size="s" icon="swap" onPress={() => setOpened(true)}>
            {t('deal.responsible.handOver')}
          </Button>
        )}
      </div>
      {deal.status === 'open' && (
        <div className={styles.handActs}>
          {take && (
            <ActButton
              size="s"
              kind={take.allowed ? 'go' : 'plain'}
              icon="hand"
              refusals={take.refusals}
              busy={taking.busy !== null}
              onPress={() => taking.start(deal.id)}
            >
              {t('exchange.take')}
            </ActButton>
          )}
          {deal.responsible && deal.mayAct && (
            <Button size="s" icon="hand" onPress={() => setGiving(true)}>
              {t('exchange.back.button')}
            </Button>
          )}
          <KeepMark dealId={deal.id} title={deal.title} stage={deal.stage} responsibleId={responsible?.id} />
        </div>
      )}
      {take && !take.allowed && <Refused title={t('move.refused')} findings={take.refusals} />}
      <GiveBackDialog deal={deal} opened={giving} onClose={() => setGiving(false)} />
      <HandOverDialog deal={deal} opened={opened} onClose={() => setOpened(false)} />
    </Section>
  )
}
