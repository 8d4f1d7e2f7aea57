import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mentionsQuery } from '../api/queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { useNow } from '../ui/now.ts'
import { useFormat } from '../words/format.tsx'
import styles from './Mentions.module.css'

/** Where colleagues have called me by my name: a bell with how many I have not seen; each leads to its deal. */
export function Mentions() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const navigate = useNavigate()
  const { data } = useQuery(mentionsQuery)
  const unseen = data?.unseen ?? 0
  const word = unseen > 0 ? t('card.mentions.unseen', { count: unseen }) : t('card.mentions.title')
  return (
    <Menu
      position="bottom-end"
      offset={4}
      width={340}
      shadow="none"
      transitionProps={{ duration: 90 }}
      classNames={{ dropdown: styles.list ?? '' }}
    >
      <Menu.Target>
        <button type="button" className={styles.bell} aria-label={word} data-hint={word}>
          <Icon name="bell" />
          {unseen > 0 && <i aria-hidden="true" />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(data?.items.length ?? 0) === 0 && <p className={styles.none}>{t('card.mentions.none')}</p>}
        {data?.items.map(({ id, deal, text, at, by, seen }) => (
          <Menu.Item
            key={id}
            className={styles.item ?? ''}
            data-seen={seen || undefined}
            onClick={() => void navigate({ to: '/deals/$dealId', params: { dealId: deal.id } })}
          >
            <p className="row between">
              <b>{by.name}</b>
              <span className="muted sm nw">{format.moment(at, now)}</span>
            </p>
            <p className={styles.text}>{text}</p>
            <p className="muted sm cut">{deal.name}</p>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
