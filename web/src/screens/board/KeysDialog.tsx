import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './KeysDialog.module.css'

const rows = [
  { keys: ['←', '↑', '↓', '→'], word: 'keys.arrows' },
  { keys: ['Enter'], word: 'keys.enter' },
  { keys: ['M'], word: 'keys.move' },
  { keys: ['X'], word: 'lists.keys.select' },
  { keys: ['Shift', 'X'], word: 'lists.keys.range' },
  { keys: ['/'], word: 'lists.keys.find' },
  { keys: ['N'], word: 'keys.create' },
  { keys: ['Esc'], word: 'keys.escape' },
  { keys: ['?'], word: 'keys.help' },
] as const

/** The keys of the board. */
export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} width={380}>
      <dl className={styles.keys}>
        {rows.map(({ keys, word }) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
