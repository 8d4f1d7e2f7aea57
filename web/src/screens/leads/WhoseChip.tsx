import { useTranslation } from 'react-i18next'
import { useMe } from '../../shell/useMe.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { usePeople } from '../deal/tasks/usePeople.ts'

/** Whose leads are shown: one's own, those that are nobody's, or of one member where others are in sight. */
export function WhoseChip({ value, onChange }: { value: string | null; onChange: (whose: string | null) => void }) {
  const { t } = useTranslation()
  const { member, rights } = useMe()
  const people = usePeople()
  const mine = { key: member.id, name: t('leads.mine') }
  const others = rights.sees !== 'own' || people.some(({ key }) => key === value) ? people.filter(({ key }) => key !== member.id) : []
  return (
    <FilterChip
      label={t('leads.responsible')}
      value={value}
      options={[mine, { key: 'none', name: t('leads.noOne') }, ...others]}
      empty={t('leads.anybody')}
      onChange={onChange}
    />
  )
}
