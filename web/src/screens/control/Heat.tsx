import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Control, ControlMember } from '@reglament/contract'
import { Avatar } from '../../ui/Avatar.tsx'
import { heatOf, linesOf, sinceOf } from './figures.ts'
import { useNarrowed } from './useNarrowed.ts'
import styles from './Heat.module.css'

const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0')
/** A load outside of the corridor is seen at once (D9). */
const isOff = ({ deals, min, max }: ControlMember) => (min !== null && deals < min) || (max !== null && deals >= max)

/** Manager × clause: what stands broken now; the darker the more. Each figure opens its deals, the address keeps which. */
export function Heat({ control }: { control: Control }) {
  const { t } = useTranslation()
  const { clause: chosen, member: whose } = useSearch({ from: '/inside/control' })
  const narrowed = useNarrowed()
  const { clauses, cells, members } = control
  const openOf = new Map(cells.map(({ member, clause, open }) => [`${member} ${clause}`, open]))
  const most = Math.max(0, ...cells.map(({ open }) => open))
  const byId = new Map(members.map((member) => [member.id, member]))
  const ofClause = (key: string) => cells.filter(({ clause }) => clause === key).reduce((sum, { open }) => sum + open, 0)
  const lines = linesOf(control, t('controlNow.exchange'))
  const all = lines.reduce((sum, { open, before }) => ({ open: sum.open + open, before: sum.before + before }), { open: 0, before: 0 })
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('controlNow.table')}>
      <table className={styles.heat}>
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              {t('controlNow.member')}
            </th>
            <th scope="col" className={styles.number}>
              {t('controlNow.load')}
            </th>
            {clauses.map(({ key, number, title, sentence }) => (
              <th key={key} scope="col" data-chosen={chosen === key || undefined} data-hint={sentence}>
                <span className={styles.no}>{number}</span>
                {title}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t('controlNow.total')}
            </th>
            <th scope="col" className={styles.number}>
              {t(`controlNow.since.${sinceOf(control)}`)}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, name, open, before }) => {
            const who = id ?? 'none'
            const member = id === null ? undefined : byId.get(id)
            return (
              <tr key={who} data-chosen={whose === who || undefined}>
                <th scope="row" className={styles.name}>
                  <span>
                    <Avatar name={name} size="s" silent />
                    <Link to="/control" search={{ ...narrowed, member: who }} className="cut">
                      {name}
                    </Link>
                  </span>
                </th>
                <td className={styles.number} data-off={(member && isOff(member)) || undefined}>
                  {member?.deals ?? ''}
                </td>
                {clauses.map(({ key, title }) => {
                  const count = openOf.get(`${id} ${key}`) ?? 0
                  return (
                    <td key={key} data-heat={heatOf(count, most)} data-chosen={(whose === who && chosen === key) || undefined}>
                      {count === 0 ? (
                        <span className={styles.zero} aria-label={t('controlNow.none')}>
                          ·
                        </span>
                      ) : (
                        <Link to="/control" search={{ ...narrowed, clause: key, member: who }} aria-label={`${name}, ${title}: ${count}`}>
                          {count}
                        </Link>
                      )}
                    </td>
                  )
                })}
                <td className={styles.number}>
                  <b>{open}</b>
                </td>
                <td className={styles.number} data-worse={open > before || undefined}>
                  {signed(open - before)}
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={styles.name}>
              {t('controlNow.all')}
            </th>
            <td className={styles.number}>{members.reduce((sum, { deals }) => sum + deals, 0)}</td>
            {clauses.map(({ key, title }) => (
              <td key={key}>
                <Link to="/control" search={{ ...narrowed, clause: key }} aria-label={`${t('controlNow.all')}, ${title}: ${ofClause(key)}`}>
                  {ofClause(key)}
                </Link>
              </td>
            ))}
            <td className={styles.number}>{all.open}</td>
            <td className={styles.number}>{signed(all.open - all.before)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
