import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Tag } from './Tag.tsx'

/** A phone to call; of who wants no calls it is only a number, and says so. */
export function PhoneWay({
  phone,
  barred,
  className,
  children,
}: {
  phone: string
  barred: boolean
  className?: string | undefined
  children: ReactNode
}) {
  const { t } = useTranslation()
  if (!barred)
    return (
      <a className={className} href={`tel:${phone}`}>
        {children}
      </a>
    )
  return (
    <span className={className}>
      {children} <Tag tone="risk">{t('ui.doNotCall')}</Tag>
    </span>
  )
}

/** An address to write to; of who wants no mail it is only an address, and says so. */
export function MailWay({
  email,
  barred,
  className,
  children,
}: {
  email: string
  barred: boolean
  className?: string | undefined
  children: ReactNode
}) {
  const { t } = useTranslation()
  if (!barred)
    return (
      <a className={className} href={`mailto:${email}`}>
        {children}
      </a>
    )
  return (
    <span className={className}>
      {children} <Tag tone="risk">{t('ui.doNotMail')}</Tag>
    </span>
  )
}
