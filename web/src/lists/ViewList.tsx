import { Menu } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '@reglament/contract'
import { MenuBeside } from '../ui/Beside.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { BesideProps } from '../ui/opener.ts'
import styles from './Lists.module.css'

/** The saved views, mine and those of colleagues, and what is done with the one that is open. */
export function ViewList({
  views,
  current,
  changed,
  onOpen,
  onEdit,
  onRemove,
  onSave,
  ...beside
}: BesideProps & {
  views: readonly SavedView[]
  /** The view that is open. */
  current: SavedView | undefined
  /** The screen shows something else than was saved. */
  changed: boolean
  onOpen: (view: SavedView) => void
  /** `query`: what the screen shows now. */
  onEdit: (view: SavedView, change: 'query' | { shared: boolean }) => void
  onRemove: (view: SavedView) => void
  onSave: () => void
}) {
  const { t } = useTranslation()
  const groups = [
    { name: t('lists.views.mine'), of: views.filter(({ mine }) => mine) },
    { name: t('lists.views.shared'), of: views.filter(({ mine }) => !mine) },
  ]
  return (
    <MenuBeside {...beside} position="bottom-start" width={280}>
      <div className={styles.views}>
        {groups.map(({ name, of }) => (
          <Fragment key={name}>
            {of.length > 0 && <Menu.Label>{name}</Menu.Label>}
            {of.map((view) => (
              <ViewItem key={view.id} view={view} current={view.id === current?.id} onOpen={onOpen} />
            ))}
          </Fragment>
        ))}
        {views.length === 0 && <p className={styles.noViews}>{t('lists.views.none')}</p>}
        <Menu.Divider />
        {current?.mine && (
          <>
            {changed && (
              <Menu.Item leftSection={<Icon name="check" />} onClick={() => onEdit(current, 'query')}>
                {t('lists.views.update', { name: current.name })}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<Icon name="client" />} onClick={() => onEdit(current, { shared: !current.shared })}>
              {t(current.shared ? 'lists.views.unshare' : 'lists.views.share')}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="x" />} onClick={() => onRemove(current)}>
              {t('lists.views.delete', { name: current.name })}
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<Icon name="plus" />} onClick={onSave}>
          {t('lists.views.save')}
        </Menu.Item>
      </div>
    </MenuBeside>
  )
}

function ViewItem({ view, current, onOpen }: { view: SavedView; current: boolean; onOpen: (view: SavedView) => void }) {
  const { t } = useTranslation()
  return (
    <Menu.Item
      leftSection={<Icon name={view.screen === 'board' ? 'deals' : 'menu'} />}
      rightSection={current ? <Icon name="check" size={14} /> : undefined}
      onClick={() => onOpen(view)}
    >
      {view.name}
      {(view.shared || !view.mine) && <span className="muted sm"> · {view.mine ? t('lists.views.isShared') : view.owner.name}</span>}
    </Menu.Item>
  )
}
