import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationText } from '@reglament/contract'
import { listUsesQuery } from '../../../api/choices.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { locale } from '../../../words/i18n.ts'
import { Section } from '../Section.tsx'
import { Clashes } from './Clashes.tsx'
import { DraftBar } from './DraftBar.tsx'
import { shifted, withItem } from './listDraft.ts'
import { ListRow } from './ListRow.tsx'
import { NamedWordForm } from './NamedWordForm.tsx'
import { useListDraft } from './useListDraft.ts'
import styles from './Lists.module.css'

export type NamedWord = RegulationText['document']['criteria'][number]
const lists = {
  criterion: { draft: 'criteria', uses: 'loss-criteria' },
  falseLoss: { draft: 'falseLosses', uses: 'false-losses' },
} as const
export type NamedList = keyof typeof lists

/** Lists of the regulation whose things are only named: by what a deal is dropped (H1), in which ways a loss is false (H6). */
export function NamedWords({ of }: { of: NamedList }) {
  const { t } = useTranslation()
  const draft = useListDraft<NamedWord>(lists[of].draft)
  const uses = useQuery(listUsesQuery(lists[of].uses))
  const [edited, setEdited] = useState<NamedWord | 'new'>()
  const { items, inForce, text } = draft
  const nameOf = ({ name }: NamedWord) => name[locale()]
  const isEdited = (word: NamedWord) => JSON.stringify(inForce.find(({ key }) => key === word.key)) !== JSON.stringify(word)
  const close = () => setEdited(undefined)
  const done = (word: NamedWord | null) => {
    draft.change(word === null ? items.filter((item) => item !== edited) : withItem(items, word))
    close()
  }
  const usesOf = ({ key }: NamedWord) => {
    const use = uses.data?.get(key)
    if (use === undefined) return undefined
    const count = use.deals + use.earlier
    if (count === 0) return t('choices.unused')
    return count > 1000 ? t('choices.manyDeals') : t('choices.deals', { count })
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
        <SkeletonRows rows={4} />
      ) : (
        <>
          <Clashes
            clashes={draft.clashes}
            tell={(word) => `«${nameOf(word)}»${word.retired ? `, ${t('choices.retired')}` : ''}`}
            onMine={draft.keepMine}
            onTheirs={draft.yieldTo}
          />
          <ul className={styles.list}>
            {items.map((word, at) => (
              <ListRow
                key={word.key}
                name={nameOf(word)}
                retired={word.retired}
                edited={isEdited(word)}
                uses={usesOf(word)}
                onUp={at > 0 ? () => draft.change(shifted(items, at, -1)) : undefined}
                onDown={at < items.length - 1 ? () => draft.change(shifted(items, at, 1)) : undefined}
                onChange={() => setEdited(word)}
              />
            ))}
          </ul>
          <DraftBar count={draft.count} creation={draft.creation} onDone={draft.discard} />
        </>
      )}
      <Dialog
        opened={edited !== undefined}
        onClose={close}
        title={edited === 'new' || !edited ? t(`choices.${of}.newTitle`) : t('choices.editTitle', { name: nameOf(edited) })}
        width={520}
      >
        {edited && (
          <NamedWordForm
            word={edited === 'new' ? undefined : edited}
            all={items}
            used={edited === 'new' ? undefined : usesOf(edited)}
            isUsed={edited !== 'new' && (uses.data?.get(edited.key)?.deals ?? 0) + (uses.data?.get(edited.key)?.earlier ?? 0) > 0}
            what={of}
            onDone={done}
            onCancel={close}
          />
        )}
      </Dialog>
    </Section>
  )
}
