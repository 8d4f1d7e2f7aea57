import { useTranslation } from 'react-i18next'
import type { Task } from '@reglament/contract'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import type { TaskActs } from './useTaskActs.tsx'

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
  const entries: MenuEntry[] = [
    ...(small ? [{ icon: 'check' as const, name: t('deal.next.done'), onPress: () => tasks.complete(task) }] : []),
    ...(noAnswer ? [{ icon: 'missed' as const, name: t('losing.noAnswer.button'), onPress: () => tasks.noAnswer(task) }] : []),
    { icon: 'pen', name: t('deal.next.edit'), onPress: () => tasks.edit(task) },
    { icon: 'x', name: t('deal.next.cancel'), onPress: () => tasks.cancel(task) },
  ]
  return (
    <Menu entries={entries} width={216}>
      {(button) => <MenuButton {...button} label={t('deal.next.more', { task: task.title })} bordered={!small} />}
    </Menu>
  )
}
