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
import { useOpener } from '../ui/opener.ts'
import { toast } from '../ui/toast.tsx'
import chip from '../ui/FilterChip.module.css'
import { isNarrowed, isSame, queryOf, readSearch, type DealSearch } from './search.ts'

const ViewList = later(async () => (await import('./ViewList.tsx')).ViewList)
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
  const { button, beside } = useOpener('menu')
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
  return (
    <>
      <button type="button" className={chip.chip} data-on={opened !== undefined || undefined} {...button}>
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
      <ViewList
        {...beside}
        views={views}
        current={opened}
        changed={changed}
        onOpen={open}
        onEdit={(view, change) => edit.mutate({ view, edit: change === 'query' ? { query: queryOf(search), screen } : change })}
        onRemove={remove.mutate}
        onSave={() => setSaving(true)}
      />
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
