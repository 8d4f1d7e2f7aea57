import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Control } from '@reglament/contract'
import styles from './Attention.module.css'
import { useNarrowed } from './useNarrowed.ts'

/** How each shares his attention: whom he calls too often, beside where nothing moves (D6). */
export function Attention({ control: { attention, members } }: { control: Control }) {
  const { t } = useTranslation()
  const narrowed = useNarrowed()
  if (attention.length === 0) return null
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.name ?? t('controlNow.exchange')
  const figure = (member: string | null, about: 'too-often' | 'no-movement', count: number) =>
    count === 0 ? (
      <span className={styles.zero} aria-label={t('controlNow.none')}>
        ·
      </span>
    ) : (
      <Link
        to="/control"
        search={{ ...narrowed, clause: 'attention', about, member: member ?? 'none' }}
        aria-label={`${nameOf(member)}, ${t(`controlNow.attention.${about}`)}: ${count}`}
      >
        {count}
      </Link>
    )
  return (
    <section className={styles.attention} aria-labelledby="attention">
      <h2 id="attention">{t('controlNow.attention.title')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('controlNow.member')}</th>
            <th scope="col">{t('controlNow.attention.too-often')}</th>
            <th scope="col">{t('controlNow.attention.no-movement')}</th>
          </tr>
        </thead>
        <tbody>
          {attention
            .toSorted((a, b) => b.tooOften + b.noMovement - a.tooOften - a.noMovement)
            .map(({ member, tooOften, noMovement }) => (
              <tr key={member ?? 'none'}>
                <th scope="row">{nameOf(member)}</th>
                <td>{figure(member, 'too-often', tooOften)}</td>
                <td>{figure(member, 'no-movement', noMovement)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
