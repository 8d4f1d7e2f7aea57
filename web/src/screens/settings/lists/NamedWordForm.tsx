import { useTranslation } from 'react-i18next'
import { DraftItemForm, useDraftItem } from './DraftItem.tsx'
import { FateChoice } from './Fate.tsx'
import type { NamedList, NamedWord } from './NamedWords.tsx'

/** A criterion or a kind of false loss: its name, and whether it is offered. `onDone` gets null for one to be removed. */
export function NamedWordForm({
  word,
  all,
  used,
  isUsed,
  what,
  ...answers
}: {
  word: NamedWord | undefined
  all: readonly NamedWord[]
  used: string | undefined
  isUsed: boolean
  what: NamedList
  onDone: (word: NamedWord | null) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const draft = useDraftItem(word, all)
  return (
    <DraftItemForm draft={draft} {...answers}>
      {word && (
        <FateChoice
          fate={draft.fate}
          onChange={draft.setFate}
          others={[]}
          what="word"
          uses={used ?? ''}
          whyNotRemoved={isUsed ? t(`choices.${what}.usedText`, { uses: used ?? '' }) : undefined}
        />
      )}
    </DraftItemForm>
  )
}
