import { Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView, ViewEdit } from '@reglament/contract'
import { faultOf, faultText } from '../api/faults.ts'
import { viewsQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import { Icon } from '../ui/Icon.tsx'
import { later } from '../ui/later.tsx'
import { toast } from '../ui/toast.tsx'
import chip from '../ui/FilterChip.module.css'
import menu from '../screens/deal/next/Menu.module.css'
import { isNarrowed, isSame, queryOf, readSearch, type DealSearch } from './search.ts'
import styles from './Lists.module.css'

const SaveView = later(async () => (await import('./SaveView.tsx')).SaveView)

/** Views that were saved: to open one, to keep what is on the screen, to share it. */
export function ViewsMenu({
  screen,
  search,
  onOpen,
}: {
  screen: 'board' | 'table'
  search: DealSearch
  onOpen: (search: DealSearch, screen: 'board' | 'table') => void
}) {
  const { t } = useTranslation()
  const { data: views = [] } = useQuery(viewsQuery)
  const [saving, setSaving] = useState(false)
  const opened = views.find(({ id }) => id === search.view)
  const changed = opened !== undefined && !isSame(opened, search)
  const edit = useMutation({
    mutationFn: ({ view, edit: change }: { view: SavedView; edit: ViewEdit }) => server.editView(view.id, view.version, change),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey }),
    onError: (error) => toast({ kind: 'failed', title: faultOf(error) === 'stale' ? t('lists.views.stale') : faultText(error, t) }),
    onSuccess: () => toast({ kind: 'done', title: t('lists.views.saved') }),
  })
  const remove = useMutation({
    mutationFn: (view: SavedView) => server.deleteView(view.id),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey }),
    onError: (error) => toast({ kind: 'failed', title: faultText(error, t) }),
    onSuccess: (_, view) => {
      toast({ kind: 'done', title: t('lists.views.deleted', { name: view.name }) })
      const { view: __, ...rest } = search
      if (view.id === search.view) onOpen(rest, screen)
    },
  })
  const open = (view: SavedView) => onOpen({ ...readSearch(view.query), view: view.id }, view.screen)
  const mine = views.filter((view) => view.mine)
  const shared = views.filter((view) => !view.mine)
  return (
    <>
      <Menu position="bottom-start" offset={4} width={280} shadow="none" transitionProps={{ duration: 90 }} classNames={menu}>
        <Menu.Target>
          <button type="button" className={chip.chip} data-on={opened !== undefined || undefined}>
            <Icon name="eye" size={14} />
            {opened ? (
              <b>
                {opened.name}
                {changed && ` · ${t('lists.views.changed')}`}
              </b>
            ) : (
              t('lists.views.title')
            )}
            <Icon name="down" size={12} />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles.views}>
          {mine.length > 0 && <Menu.Label>{t('lists.views.mine')}</Menu.Label>}
          {mine.map((view) => (
            <ViewItem key={view.id} view={view} current={view.id === search.view} onOpen={open} />
          ))}
          {shared.length > 0 && <Menu.Label>{t('lists.views.shared')}</Menu.Label>}
          {shared.map((view) => (
            <ViewItem key={view.id} view={view} current={view.id === search.view} onOpen={open} />
          ))}
          {views.length === 0 && <p className={styles.noViews}>{t('lists.views.none')}</p>}
          <Menu.Divider />
          {opened?.mine && (
            <>
              {changed && (
                <Menu.Item
                  leftSection={<Icon name="check" />}
                  onClick={() => edit.mutate({ view: opened, edit: { query: queryOf(search), screen } })}
                >
                  {t('lists.views.update', { name: opened.name })}
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<Icon name="client" />}
                onClick={() => edit.mutate({ view: opened, edit: { shared: !opened.shared } })}
              >
                {t(opened.shared ? 'lists.views.unshare' : 'lists.views.share')}
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="x" />} onClick={() => remove.mutate(opened)}>
                {t('lists.views.delete', { name: opened.name })}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<Icon name="plus" />} onClick={() => setSaving(true)}>
            {t('lists.views.save')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SaveView
        opened={saving}
        hollow={!isNarrowed(search)}
        onClose={() => setSaving(false)}
        onSave={async (name, isShared) => {
          const view = await server.saveView({ name, screen, query: queryOf(search), shared: isShared })
          await queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
          setSaving(false)
          toast({ kind: 'done', title: t('lists.views.saved') })
          open(view)
        }}
      />
    </>
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
