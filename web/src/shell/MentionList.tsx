import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Mention, Notice } from '@reglament/contract'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import { MenuBeside } from '../ui/Beside.tsx'
import { useNow } from '../ui/now.ts'
import type { BesideProps } from '../ui/opener.ts'
import { useFormat } from '../words/format.tsx'
import styles from './Mentions.module.css'

/** What stands behind the bell, the newest first. */
export function MentionList({ mentions, notices, ...beside }: BesideProps & { mentions: readonly Mention[]; notices: readonly Notice[] }) {
  const { t } = useTranslation()
  const rows = [
    ...notices.map((notice) => ({ at: notice.at, row: <NoticeRow key={notice.id} notice={notice} /> })),
    ...mentions.map((mention) => ({ at: mention.at, row: <MentionRow key={mention.id} mention={mention} /> })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return (
    <MenuBeside {...beside} position="bottom-end" width={340} classNames={{ dropdown: styles.list ?? '' }}>
      {rows.length === 0 && <p className={styles.none}>{t('card.mentions.none')}</p>}
      {rows.map(({ row }) => row)}
    </MenuBeside>
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
      <p className="muted sm">{t('card.mentions.cause', changes)}</p>
    </Menu.Item>
  )
}
