import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplacementRun } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { Clashes } from './Clashes.tsx'
import { DraftBar } from './DraftBar.tsx'
import { type Listed, shifted, withItem } from './listDraft.ts'
import { ListRow } from './ListRow.tsx'
import { Runs } from './Runs.tsx'
import type { ListDraft } from './useListDraft.ts'
import styles from './Lists.module.css'

type Form<T> = {
  /** None for a new one. */
  item: T | undefined
  /** Takes null for one to be removed. */
  onDone: (item: T | null) => void
  onCancel: () => void
}

/** A list of the regulation that people choose from: its things in their order, changed in a draft and enacted together. */
export function DraftList<T extends Listed>({
  of,
  draft,
  runs,
  tell,
  uses,
  renderForm,
}: {
  /** Which words it speaks. */
  of: 'loss' | 'kind' | 'criterion' | 'falseLoss'
  draft: ListDraft<T>
  /** What is carried over from one of its things to another. */
  runs?: ReplacementRun['what']
  /** What a thing is, beside its name. */
  tell: (item: T) => string
  uses: (item: T) => ReactNode
  renderForm: (form: Form<T>) => ReactNode
}) {
  const { t } = useTranslation()
  // A colleague may write while the form is open: what was seen then is kept, so that both can be put together.
  const [form, setForm] = useState<{ edited: T | 'new'; seen: readonly T[] }>()
  const edited = form?.edited
  const setEdited = (item: T | 'new') => setForm({ edited: item, seen: draft.items })
  const { items, inForce, text, change } = draft
  const nameOf = ({ name }: T) => name[locale()]
  const isEdited = (item: T) => JSON.stringify(inForce.find(({ key }) => key === item.key)) !== JSON.stringify(item)
  const close = () => setForm(undefined)
  const done = (item: T | null) => {
    const { seen = items } = form ?? {}
    change(item === null ? seen.filter((one) => one !== edited) : withItem(seen, item), seen)
    close()
  }
  return (
    <Section
      title={t(`choices.${of}.title`)}
      lead={t(`choices.${of}.lead`)}
      action={
        <Button icon="plus" onPress={() => setEdited('new')}>
          {t(`choices.${of}.add`)}
        </Button>
      }
    >
      {text.isError ? (
        <ErrorState error={text.error} what={t('choices.failed')} retry={() => void text.refetch()} />
      ) : text.isPending ? (
        <SkeletonRows rows={6} />
      ) : (
        <>
          {runs && <Runs what={runs} />}
          <Clashes
            clashes={draft.clashes}
            tell={(item) => [`«${nameOf(item)}»`, tell(item)].filter(Boolean).join(', ')}
            onMine={draft.keepMine}
            onTheirs={draft.yieldTo}
          />
          <ul className={styles.list}>
            {items.map((item, at) => (
              <ListRow
                key={item.key}
                name={nameOf(item)}
                about={tell(item)}
                retired={item.retired}
                replacedBy={item.replacedBy && nameOf(items.find(({ key }) => key === item.replacedBy) ?? item)}
                edited={isEdited(item)}
                uses={uses(item)}
                onUp={at > 0 ? () => change(shifted(items, at, -1)) : undefined}
                onDown={at < items.length - 1 ? () => change(shifted(items, at, 1)) : undefined}
                onChange={() => setEdited(item)}
              />
            ))}
          </ul>
          <DraftBar
            count={draft.count}
            creation={draft.creation}
            written={draft.written}
            error={draft.error}
            onDiscard={draft.discard}
            onEnacted={() => void draft.reread()}
          />
        </>
      )}
      <Dialog
        opened={edited !== undefined}
        onClose={close}
        title={edited === 'new' || !edited ? t(`choices.${of}.newTitle`) : t('choices.editTitle', { name: nameOf(edited) })}
        width={520}
      >
        {edited && renderForm({ item: edited === 'new' ? undefined : edited, onDone: done, onCancel: close })}
      </Dialog>
    </Section>
  )
}
