import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Mention, Notice } from '@reglament/contract'
import { mentionsQuery, noticesQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import { Icon } from '../ui/Icon.tsx'
import { useNow } from '../ui/now.ts'
import { useFormat } from '../words/format.tsx'
import styles from './Mentions.module.css'

/** A bell: where colleagues have called me by my name, and what the regulation tells me of my people; how much I have not seen. */
export function Mentions() {
  const { t } = useTranslation()
  const { data: mentions } = useQuery(mentionsQuery)
  const { data: notices } = useQuery(noticesQuery)
  const [called, told] = [mentions?.unseen ?? 0, notices?.unseen ?? 0]
  const word =
    told > 0
      ? t('card.mentions.news', { count: called + told })
      : called > 0
        ? t('card.mentions.unseen', { count: called })
        : t('card.mentions.title')
  const rows = [
    ...(notices?.items ?? []).map((notice) => ({ at: notice.at, id: notice.id, row: <NoticeRow key={notice.id} notice={notice} /> })),
    ...(mentions?.items ?? []).map((mention) => ({
      at: mention.at,
      id: mention.id,
      row: <MentionRow key={mention.id} mention={mention} />,
    })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
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
          {called + told > 0 && <i aria-hidden="true" />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {rows.length === 0 && <p className={styles.none}>{t('card.mentions.none')}</p>}
        {rows.map(({ row }) => row)}
      </Menu.Dropdown>
    </Menu>
  )
}

function MentionRow({ mention: { deal, text, at, by, seen } }: { mention: Mention }) {
  const format = useFormat()
  const now = useNow()
  const navigate = useNavigate()
  return (
    <Menu.Item
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
  )
}

/** One of my people has too few deals; it leads to where he is in Control (D9). */
function NoticeRow({ notice: { id, clause, member, at, open, least, changes, over, seen } }: { notice: Notice }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const navigate = useNavigate()
  const look = async () => {
    void navigate({ to: '/control', search: { clause, member: member.id } })
    await server.seeNotice(id).catch(() => undefined)
    await queryClient.invalidateQueries({ queryKey: ['notices'] })
  }
  return (
    <Menu.Item className={styles.item ?? ''} data-seen={seen || undefined} onClick={() => void look()}>
      <p className="row between">
        <b>{t('card.mentions.fewDeals', { name: member.name })}</b>
        <span className="muted sm nw">{format.moment(at, now)}</span>
      </p>
      <p className={styles.text}>
        {t('card.mentions.fewOf', { open, least })} {over && t('card.mentions.enoughAgain')}
      </p>
      <p className="muted sm">{t('day.team.cause', changes)}</p>
    </Menu.Item>
  )
}
