import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import styles from './Drafting.module.css'

/** Something that two people have changed otherwise, in words. */
export type ClashItem = { id: string; title: string; mine: string; theirs: string }

/** Both values side by side, and one of each is chosen; nothing is written before that. Answers the ids where mine shall stand. */
export function ClashForm({
  items,
  onChosen,
  onLeave,
}: {
  items: readonly ClashItem[]
  onChosen: (mine: readonly string[]) => void
  onLeave: () => void
}) {
  const { t } = useTranslation()
  const [theirs, setTheirs] = useState<readonly string[]>([])
  return (
    <div className={styles.clashes}>
      {items.map((item) => (
        <fieldset key={item.id}>
          <legend>{item.title}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side} className={styles.side}>
              <input
                type="radio"
                name={item.id}
                checked={theirs.includes(item.id) === (side === 'theirs')}
                onChange={() => setTheirs(side === 'theirs' ? [...theirs, item.id] : theirs.filter((id) => id !== item.id))}
              />
              <span>
                <span className="muted">{t(`drafts.${side}`)}</span> {item[side]}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="row wrap">
        <Button kind="go" onPress={() => onChosen(items.flatMap(({ id }) => (theirs.includes(id) ? [] : id)))}>
          {t('drafts.settle')}
        </Button>
        <Button kind="quiet" onPress={onLeave}>
          {t('drafts.theirsAll')}
        </Button>
      </div>
    </div>
  )
}
