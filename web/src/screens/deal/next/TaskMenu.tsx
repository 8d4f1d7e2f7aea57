import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Task } from '@reglament/contract'
import { Icon } from '../../../ui/Icon.tsx'
import { MenuButton } from './MenuButton.tsx'
import type { TaskActs } from './useTaskActs.tsx'
import styles from './Menu.module.css'

/** What is done with a task more rarely. */
export function TaskMenu({
  task,
  tasks,
  small = false,
  noAnswer = false,
}: {
  task: Task
  tasks: TaskActs
  small?: boolean
  /** «No answer» stands in the menu; on a call it is a button of its own. */
  noAnswer?: boolean
}) {
  const { t } = useTranslation()
  return (
    <Menu
      position="bottom-end"
      offset={4}
      width={216}
      shadow="none"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 90 }}
      classNames={styles}
    >
      <Menu.Target>
        <MenuButton label={t('deal.next.more', { task: task.title })} bordered={!small} />
      </Menu.Target>
      <Menu.Dropdown>
        {small && (
          <Menu.Item leftSection={<Icon name="check" />} onClick={() => tasks.complete(task)}>
            {t('deal.next.done')}
          </Menu.Item>
        )}
        {noAnswer && (
          <Menu.Item leftSection={<Icon name="missed" />} onClick={() => tasks.noAnswer(task)}>
            {t('losing.noAnswer.button')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="pen" />} onClick={() => tasks.edit(task)}>
          {t('deal.next.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="x" />} onClick={() => tasks.cancel(task)}>
          {t('deal.next.cancel')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
