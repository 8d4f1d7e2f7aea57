import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { locale } from '../../../words/i18n.ts'
import type { Clash, Listed } from './listDraft.ts'
import styles from './Lists.module.css'

/** What a colleague has changed while I did: both values, and whose shall stand. */
export function Clashes<T extends Listed>({
  clashes,
  tell,
  onMine,
  onTheirs,
}: {
  clashes: readonly Clash<T>[]
  /** How a thing differs, in words. */
  tell: (item: T) => string
  onMine: (clash: Clash<T>) => void
  onTheirs: (clash: Clash<T>) => void
}) {
  const { t } = useTranslation()
  return clashes.map((clash) => {
    const { key, mine, theirs } = clash
    const said = (item: T | null) => (item === null ? t('choices.gone') : tell(item))
    return (
      <div key={key} className={styles.clash} role="alert">
        <b>{t('choices.clash', { name: (theirs ?? mine)!.name[locale()] })}</b>
        <p>{t('choices.clashMine', { text: said(mine) })}</p>
        <p>{t('choices.clashTheirs', { text: said(theirs) })}</p>
        <p className="row wrap">
          <Button size="s" onPress={() => onMine(clash)}>
            {t('choices.keepMine')}
          </Button>
          <Button size="s" onPress={() => onTheirs(clash)}>
            {t('choices.takeTheirs')}
          </Button>
        </p>
      </div>
    )
  })
}
