import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { contactsQuery } from '../../../api/queries.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/inputs.tsx'
import { useFormat } from '../../../words/format.tsx'
import { noContact, sorted, type ContactDraft } from './clientDraft.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import styles from './Client.module.css'

/** The person of a deal: by search among those who are known, or new with a phone or an e-mail. */
export function ContactFields({
  draft,
  onChange,
  errors,
  label,
  autoFocus,
}: {
  draft: ContactDraft
  onChange: (draft: ContactDraft) => void
  errors: { name?: string | undefined; phone?: string | undefined; email?: string | undefined }
  label?: string
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const typed = draft.name.trim() || draft.phone.trim() || draft.email.trim()
  const [q] = useDebouncedValue(typed, 180)
  const { data } = useQuery({
    ...contactsQuery(q),
    enabled: draft.chosen === undefined && q.length >= 2,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  const { chosen } = draft
  const ways = (one: { phone: string | null; email: string | null; companyName?: string | null }) =>
    [one.companyName, one.phone && format.phone(one.phone), one.email].filter(Boolean).join(' · ')

  if (chosen) {
    return (
      <div>
        <p className={styles.chosenLabel}>{label ?? t('deal.client.title')}</p>
        <div className={styles.chosen}>
          <Avatar name={chosen.name} silent />
          <div className="grow">
            <p className="cut">
              <b>{chosen.name}</b>
            </p>
            <p className="muted sm cut">
              {[t(chosen.returning ? 'deal.client.returning' : 'deal.client.known'), ways(chosen)].filter(Boolean).join(' · ')}
            </p>
          </div>
          <IconButton icon="x" size="s" label={t('deal.client.another')} onPress={() => onChange(noContact)} />
        </div>
      </div>
    )
  }
  const similar = q.length >= 2 ? (data ?? []).slice(0, 6) : []
  return (
    <div className={styles.form}>
      <SearchField
        label={label ?? t('deal.client.title')}
        placeholder={t('deal.client.namePlaceholder')}
        text={draft.name}
        onText={(name) => onChange({ ...draft, name })}
        found={draft.name.trim() === '' ? [] : similar}
        foundTitle={t('deal.client.found')}
        onChoose={(contact) => onChange({ ...noContact, chosen: contact })}
        say={(contact) => ({
          name: contact.name,
          mark: contact.returning ? t('deal.client.returning') : undefined,
          sub: ways(contact) || t('deal.client.noWays'),
        })}
        error={errors.name}
        maxLength={200}
        onLeave={() => onChange(sorted(draft))}
        autoFocus={autoFocus}
      />
      <div className={styles.two}>
        <TextField
          label={t('deal.client.phone')}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          placeholder={t('deal.client.phonePlaceholder')}
          value={draft.phone}
          onChange={(phone) => onChange({ ...draft, phone })}
          error={errors.phone}
          maxLength={60}
        />
        <TextField
          label={t('deal.client.email')}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={draft.email}
          onChange={(email) => onChange({ ...draft, email })}
          error={errors.email}
          maxLength={254}
        />
      </div>
    </div>
  )
}
