import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leadSourcesQuery } from '../../../api/queries.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import { useLeadWords } from '../../leads/useLeadWords.ts'

/** So many are offered at once; more are found by typing. */
const shownMax = 50

/** From where inquiries of a form or a webhook come: a source that the company knows (of its list, or one that was sent), or a new one. */
export function SourceField({
  value,
  onChange,
  error,
}: {
  /** A key of the list or a name, as it is kept; empty: none. */
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}) {
  const { t } = useTranslation()
  const { sources, unlisted, sourceKey, sourceName } = useLeadWords()
  const { data: sent } = useQuery(leadSourcesQuery)
  const [typing, setTyping] = useState(false)
  const known = [...sources, ...unlisted(sent ?? [])].map(({ key, name }) => ({ id: key, name }))
  const text = sourceName(value) ?? ''
  const asked = text.trim().toLowerCase()
  const same = known.find(({ name }) => name.toLowerCase() === asked)
  const fits = typing && asked !== '' ? known.filter((one) => one !== same && one.name.toLowerCase().includes(asked)) : known
  return (
    <SearchField
      label={t('leads.forms.source')}
      hint={t(asked !== '' && !same && sent ? 'leads.forms.sourceNew' : 'leads.forms.sourceHint')}
      text={typing ? value : text}
      onText={(typed) => {
        setTyping(true)
        onChange(typed)
      }}
      onLeave={() => {
        setTyping(false)
        onChange(sourceKey(value.trim()) ?? '')
      }}
      found={fits.slice(0, shownMax)}
      foundTitle={t('leads.forms.sourcesKnown')}
      onChoose={({ id }) => {
        setTyping(false)
        onChange(id)
      }}
      say={({ name }) => ({ name })}
      maxLength={200}
      error={error}
    />
  )
}
