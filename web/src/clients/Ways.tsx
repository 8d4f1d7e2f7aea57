import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, Way } from '@reglament/contract'
import { faultText, ProblemError } from '../api/faults.ts'
import { editWay, removeWay } from '../api/ways.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import { Tag } from '../ui/Tag.tsx'
import { toast } from '../ui/toast.tsx'
import { LocalTime } from './LocalTime.tsx'
import { WayForm } from './WayForm.tsx'
import { WayLink } from './WayLink.tsx'
import styles from './Clients.module.css'

/** All phones, e-mails and accounts of a person: to use them, and to keep them right (E5). */
export function Ways({ contact, locked, keep }: { contact: Contact; locked: boolean; keep: (contact: Contact) => void }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<Way | 'new'>()
  const act = useMutation({
    mutationFn: (work: () => Promise<Contact>) => work(),
    onSuccess: keep,
    onError: (error) => {
      const stale = error instanceof ProblemError && error.status === 412 ? (error.problem.current as Contact | undefined) : undefined
      if (stale) keep(stale)
      toast({ kind: 'failed', title: t('clients.ways.notDone'), text: stale ? t('clients.ways.stale') : faultText(error, t) })
    },
  })
  const many = (kind: Way['kind']) => contact.ways.filter((way) => way.kind === kind).length > 1
  const entriesOf = (way: Way): MenuEntry[] => [
    { icon: 'pen', name: t('clients.ways.edit'), onPress: () => setEditing(way) },
    ...(!way.main && way.kind !== 'messenger'
      ? [
          {
            icon: 'check' as const,
            name: t('clients.ways.makeMain'),
            onPress: () => act.mutate(() => editWay(contact, way, { main: true })),
          },
        ]
      : []),
    {
      icon: way.wrongAt === null ? 'alert' : 'undo',
      name: t(way.wrongAt === null ? 'clients.ways.markWrong' : 'clients.ways.markRight'),
      onPress: () => act.mutate(() => editWay(contact, way, { wrong: way.wrongAt === null })),
    },
    { icon: 'x', name: t('clients.ways.remove'), onPress: () => act.mutate(() => removeWay(contact, way)) },
  ]
  const done = (saved: Contact) => {
    keep(saved)
    setEditing(undefined)
  }
  return (
    <div className={styles.waysOf}>
      {contact.ways.length === 0 && <p className="muted">{t('clients.ways.none')}</p>}
      <ul aria-label={t('clients.ways.title')}>
        {contact.ways.map((way) => {
          const key = `${way.kind}:${way.value}`
          if (editing !== undefined && editing !== 'new' && `${editing.kind}:${editing.value}` === key)
            return (
              <li key={key} className={styles.wayEdited}>
                <WayForm contact={contact} way={way} keep={keep} onDone={done} onClose={() => setEditing(undefined)} />
              </li>
            )
          return (
            <li key={key}>
              <WayLink way={way} barred={contact} className={styles.wayLink}>
                {way.main && way.kind === 'phone' && <LocalTime timeZone={contact.timeZone} />}
              </WayLink>
              {way.main && many(way.kind) && <Tag>{t('clients.ways.main')}</Tag>}
              {!locked && (
                <Menu entries={entriesOf(way)} width={232}>
                  {(button) => <MenuButton {...button} label={t('clients.ways.more', { way: way.value })} />}
                </Menu>
              )}
            </li>
          )
        })}
      </ul>
      {editing === 'new' ? (
        <WayForm contact={contact} keep={keep} onDone={done} onClose={() => setEditing(undefined)} />
      ) : (
        !locked && (
          <button type="button" className={styles.wayAdd} onClick={() => setEditing('new')}>
            <Icon name="plus" size={14} />
            {t('clients.ways.add')}
          </button>
        )
      )}
    </div>
  )
}
