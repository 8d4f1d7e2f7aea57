import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { interactionsQuery } from '../api/queries.ts'
import { talkIcon, useTalkWords } from '../talks/useTalkWords.ts'
import { Icon } from '../ui/Icon.tsx'
import { serverNow } from '../ui/now.ts'
import { ErrorState, SkeletonRows } from '../ui/states.tsx'
import { Clause } from '../verdict/Clause.tsx'
import { useFormat } from '../words/format.tsx'
import type { Asks } from './closure.ts'
import styles from './Closing.module.css'

/** What in the card proves the refusal: the server named which; one or more are ticked. */
export function EvidencePicker({
  dealId,
  asks,
  value,
  onChange,
}: {
  dealId: string
  asks: NonNullable<Asks['evidence']>
  value: readonly string[]
  onChange: (evidence: string[]) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const say = useTalkWords()
  const talks = useQuery(interactionsQuery(dealId))
  const offered = (talks.data ?? []).filter(({ id }) => asks.inCard.includes(id))
  return (
    <fieldset className={styles.evidence}>
      <legend className={styles.label}>
        <span>
          <b>{t('losing.close.evidence')}</b> <Clause clause={asks.clause} number={asks.number} />
        </span>
        {asks.inCard.length > 0 && <span className="muted">{t('losing.close.evidenceSide')}</span>}
      </legend>
      {asks.inCard.length === 0 ? (
        <p className="muted sm">{t('losing.close.noEvidence')}</p>
      ) : talks.isError ? (
        <ErrorState error={talks.error} what={t('losing.close.evidence')} retry={() => void talks.refetch()} />
      ) : talks.isPending ? (
        <SkeletonRows rows={2} />
      ) : (
        <ul>
          {offered.map((talk) => (
            <li key={talk.id}>
              <label className={styles.talk}>
                <input
                  type="checkbox"
                  checked={value.includes(talk.id)}
                  onChange={({ target }) => onChange(target.checked ? [...value, talk.id] : value.filter((id) => id !== talk.id))}
                />
                <Icon name={talkIcon(talk)} size={14} />
                <span className="grow">
                  {say(talk)}, <span className="muted nw">{format.momentExactly(talk.at, serverNow())}</span>
                  {talk.text && <span className={styles.said}>{talk.text}</span>}
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  )
}
