import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { useReveal } from '../reveal.tsx'
import { takesNoAnswer } from './useNoAnswer.tsx'
import type { TaskActs } from './useTaskActs.tsx'
import styles from './NextBar.module.css'

/** The next action at the bottom of a phone: done, call, and the rest. */
export function NextBar({
  deal,
  acts,
  tasks,
  onMove,
  onClose,
}: {
  deal: Deal
  acts: readonly PossibleAct[] | undefined
  tasks: TaskActs
  onMove: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const reveal = useReveal()
  const [task] = deal.tasks
  const { contact } = deal
  const ofTask: MenuEntry[] = task ? [{ icon: 'cal', name: t('deal.next.postpone'), onPress: () => tasks.edit(task) }] : []
  if (task && takesNoAnswer(acts, task))
    ofTask.unshift({ icon: 'missed', name: t('losing.noAnswer.button'), onPress: () => tasks.noAnswer(task) })
  const entries: MenuEntry[] = [
    ...ofTask,
    { icon: 'right', name: t('deal.head.moveLong'), onPress: onMove },
    { icon: 'task', name: t('deal.next.plan'), onPress: () => reveal('composer') },
    ...(contact?.email && !contact.doNotMail
      ? [{ icon: 'mail' as const, name: t('deal.next.write'), href: `mailto:${contact.email}` }]
      : []),
    ...(task ? [{ icon: 'x' as const, name: t('deal.next.cancel'), onPress: () => tasks.cancel(task) }] : []),
    { icon: 'lock', name: t('losing.close.open'), onPress: onClose },
  ]
  return (
    <div className={styles.bar}>
      {task ? (
        <Button kind="go" icon="check" onPress={() => tasks.complete(task)}>
          {t('deal.next.done')}
        </Button>
      ) : (
        <Button kind="go" icon="task" onPress={() => reveal('composer')}>
          {t('deal.next.plan')}
        </Button>
      )}
      {contact?.phone && !contact.doNotCall ? (
        <a className={styles.call} href={`tel:${contact.phone}`}>
          <Icon name="call" />
          {t('deal.next.call')}
        </a>
      ) : (
        <Button icon="right" onPress={onMove}>
          {t('deal.head.move')}
        </Button>
      )}
      <Menu entries={entries} position="top-end" width={240}>
        {(button) => <MenuButton {...button} label={t('deal.next.moreActs')} bordered />}
      </Menu>
    </div>
  )
}
