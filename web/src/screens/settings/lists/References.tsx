import { useTranslation } from 'react-i18next'
import type { FieldReference } from '@reglament/contract'

/** What names a field or one of its options: people know before they change it. */
export function References({ references }: { references: readonly FieldReference[] }) {
  const { t } = useTranslation()
  const kinds = Map.groupBy(references, ({ what }) => what)
  return (
    <p className="muted sm">
      {t('choices.named')}{' '}
      {[...kinds].map(([what, some]) => t(`choices.namedBy.${what}`, { names: some.map(({ name }) => `«${name}»`).join(', ') })).join('; ')}
    </p>
  )
}
