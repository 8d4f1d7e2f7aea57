import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { useMe } from '../../../shell/useMe.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Section } from '../Section.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import styles from './Lists.module.css'

/** Roles that lead others; the server has the last word on every hand-over. */
const leaders = new Set(['head', 'owner'])

/** Who answers for the deal; a head or the owner hands it over. */
export function Responsible({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const me = useMe().member
  const [opened, setOpened] = useState(false)
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
        {leaders.has(me.role) && deal.mayAct && deal.status === 'open' && (
          <Button size="s" icon="swap" onPress={() => setOpened(true)}>
            {t('deal.responsible.handOver')}
          </Button>
        )}
      </div>
      <HandOverDialog deal={deal} opened={opened} onClose={() => setOpened(false)} />
    </Section>
  )
}
