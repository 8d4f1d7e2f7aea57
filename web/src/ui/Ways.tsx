import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Tag } from './Tag.tsx'

type WayProps = { barred: boolean; className?: string | undefined; children: ReactNode }

/** A phone to call; of who wants no calls it is only a number, and says so. */
export function PhoneWay({ phone, ...rest }: WayProps & { phone: string }) {
  const { t } = useTranslation()
  return <Way href={`tel:${phone}`} bar={t('ui.doNotCall')} {...rest} />
}

/** An address to write to; of who wants no mail it is only an address, and says so. */
export function MailWay({ email, ...rest }: WayProps & { email: string }) {
  const { t } = useTranslation()
  return <Way href={`mailto:${email}`} bar={t('ui.doNotMail')} {...rest} />
}

function Way({ href, bar, barred, className, children }: WayProps & { href: string; bar: string }) {
  if (!barred)
    return (
      <a className={className} href={href}>
        {children}
      </a>
    )
  return (
    <span className={className}>
      {children} <Tag tone="risk">{bar}</Tag>
    </span>
  )
}
