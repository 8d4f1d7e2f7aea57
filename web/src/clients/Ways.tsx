import { Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, Way } from '@reglament/contract'
import { faultText, ProblemError } from '../api/faults.ts'
import { editWay, removeWay } from '../api/ways.ts'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Tag.tsx'
import { toast } from '../ui/toast.tsx'
import { MenuButton } from '../screens/deal/next/MenuButton.tsx'
import menu from '../screens/deal/next/Menu.module.css'
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
                <Menu
                  position="bottom-end"
                  offset={4}
                  width={232}
                  shadow="none"
                  withInitialFocusPlaceholder={false}
                  transitionProps={{ duration: 90 }}
                  classNames={menu}
                >
                  <Menu.Target>
                    <MenuButton label={t('clients.ways.more', { way: way.value })} />
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<Icon name="pen" />} onClick={() => setEditing(way)}>
                      {t('clients.ways.edit')}
                    </Menu.Item>
                    {!way.main && way.kind !== 'messenger' && (
                      <Menu.Item
                        leftSection={<Icon name="check" />}
                        onClick={() => act.mutate(() => editWay(contact, way, { main: true }))}
                      >
                        {t('clients.ways.makeMain')}
                      </Menu.Item>
                    )}
                    <Menu.Item
                      leftSection={<Icon name={way.wrongAt === null ? 'alert' : 'undo'} />}
                      onClick={() => act.mutate(() => editWay(contact, way, { wrong: way.wrongAt === null }))}
                    >
                      {t(way.wrongAt === null ? 'clients.ways.markWrong' : 'clients.ways.markRight')}
                    </Menu.Item>
                    <Menu.Item leftSection={<Icon name="x" />} onClick={() => act.mutate(() => removeWay(contact, way))}>
                      {t('clients.ways.remove')}
                    </Menu.Item>
                  </Menu.Dropdown>
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
