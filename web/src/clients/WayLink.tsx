import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Way } from '@reglament/contract'
import { Icon } from '../ui/Icon.tsx'
import { cx } from '../ui/cx.ts'
import type { IconName } from '../ui/icons.tsx'
import { Tag } from '../ui/Tag.tsx'
import { MailWay, PhoneWay } from '../ui/Ways.tsx'
import { useFormat } from '../words/format.tsx'
import styles from './Clients.module.css'

/** Messengers that can be named, and where an account of theirs is opened. */
export const networks: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  max: 'MAX',
  vk: 'VK',
  viber: 'Viber',
}
const pages: Record<string, (account: string) => string> = {
  telegram: (account) => `https://t.me/${encodeURIComponent(account)}`,
  whatsapp: (account) => `https://wa.me/${account.replaceAll(/\D/g, '')}`,
  vk: (account) => `https://vk.com/${encodeURIComponent(account)}`,
}
const icons = { phone: 'call', mail: 'mail', messenger: 'chat' } as const satisfies Record<Way['kind'], IconName>

/** A way to a client that is pressed to call or to write; one that leads nowhere is only shown, and so is one he wants no calls by. */
export function WayLink({
  way: { kind, value, extension, wrongAt },
  barred,
  className,
  children,
}: {
  way: Way
  barred: { doNotCall: boolean; doNotMail: boolean }
  className?: string | undefined
  /** What stands behind it: the time where he is. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [network = '', account = ''] = kind === 'messenger' ? value.split(/:(.*)/s) : []
  const text = kind === 'phone' ? format.phone(value) : kind === 'mail' ? value : account
  const shown = (
    <>
      <Icon name={icons[kind]} size={14} />
      <span className={cx('cut', styles.account, kind === 'phone' && styles.whole)} data-hint={kind === 'phone' ? undefined : text}>
        {text}
      </span>
      {extension && <span className="muted sm nw">{t('clients.ways.extension', { extension })}</span>}
      {kind === 'messenger' && <span className="muted sm nw">{networks[network] ?? t('clients.ways.otherNetwork')}</span>}
      {children}
    </>
  )
  if (wrongAt !== null)
    return (
      <span className={className} data-wrong>
        <Icon name={icons[kind]} size={14} />
        <s className={`cut ${styles.wrong}`}>{text}</s> <Tag>{t('clients.ways.wrong')}</Tag>
      </span>
    )
  if (kind === 'phone')
    return (
      <PhoneWay phone={value} barred={barred.doNotCall} className={className}>
        {shown}
      </PhoneWay>
    )
  if (kind === 'mail')
    return (
      <MailWay email={value} barred={barred.doNotMail} className={className}>
        {shown}
      </MailWay>
    )
  const page = pages[network]?.(account)
  if (page === undefined) return <span className={className}>{shown}</span>
  return (
    <a className={className} href={page} target="_blank" rel="noopener noreferrer">
      {shown}
    </a>
  )
}
