import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useReveal } from '../reveal.tsx'
import { MenuButton } from './MenuButton.tsx'
import { takesNoAnswer } from './useNoAnswer.tsx'
import type { TaskActs } from './useTaskActs.tsx'
import menu from './Menu.module.css'
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
      <Menu
        position="top-end"
        offset={4}
        width={240}
        shadow="none"
        withInitialFocusPlaceholder={false}
        transitionProps={{ duration: 90 }}
        classNames={menu}
      >
        <Menu.Target>
          <MenuButton label={t('deal.next.moreActs')} bordered />
        </Menu.Target>
        <Menu.Dropdown>
          {task && takesNoAnswer(acts, task) && (
            <Menu.Item leftSection={<Icon name="missed" />} onClick={() => tasks.noAnswer(task)}>
              {t('losing.noAnswer.button')}
            </Menu.Item>
          )}
          {task && (
            <Menu.Item leftSection={<Icon name="cal" />} onClick={() => tasks.edit(task)}>
              {t('deal.next.postpone')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="right" />} onClick={onMove}>
            {t('deal.head.moveLong')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="task" />} onClick={() => reveal('composer')}>
            {t('deal.next.plan')}
          </Menu.Item>
          {contact?.email && !contact.doNotMail && (
            <Menu.Item component="a" href={`mailto:${contact.email}`} leftSection={<Icon name="mail" />}>
              {t('deal.next.write')}
            </Menu.Item>
          )}
          {task && (
            <Menu.Item leftSection={<Icon name="x" />} onClick={() => tasks.cancel(task)}>
              {t('deal.next.cancel')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="lock" />} onClick={onClose}>
            {t('losing.close.open')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
