import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './KeysDialog.module.css'

type Row = { keys: readonly string[]; word: string }

const control = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'
const everywhere: readonly Row[] = [
  { keys: [control, 'K'], word: 'search' },
  { keys: ['N'], word: 'create' },
  { keys: ['Esc'], word: 'escape' },
  { keys: [control, 'Enter'], word: 'send' },
  { keys: ['?'], word: 'help' },
]
const cards: readonly Row[] = [
  { keys: ['←', '↑', '↓', '→'], word: 'arrows' },
  { keys: ['Enter'], word: 'enter' },
  { keys: ['M'], word: 'move' },
  { keys: ['X'], word: 'select' },
  { keys: ['Shift', 'X'], word: 'range' },
  { keys: ['/'], word: 'find' },
]
/** Keys of a screen, by the beginning of its address; the first that fits. */
const ofScreens: readonly { path: RegExp; title: string; rows: readonly Row[] }[] = [
  {
    path: /^\/my-day/,
    title: 'day',
    rows: [
      { keys: ['J', 'K'], word: 'walk' },
      { keys: ['Enter'], word: 'enter' },
      { keys: ['C'], word: 'reach' },
      { keys: ['N'], word: 'noAnswer' },
      { keys: ['D'], word: 'done' },
      { keys: ['P'], word: 'postpone' },
    ],
  },
  {
    path: /^\/incoming/,
    title: 'incoming',
    rows: [
      { keys: ['J', 'K'], word: 'walk' },
      { keys: ['R'], word: 'reply' },
      { keys: ['D'], word: 'dismiss' },
    ],
  },
  { path: /^\/deals\/table/, title: 'table', rows: [{ keys: ['↑', '↓'], word: 'arrows' }, ...cards.slice(1)] },
  { path: /^\/deals\/[0-9a-f-]{36}/, title: 'deal', rows: [{ keys: ['M'], word: 'move' }] },
  { path: /^\/deals/, title: 'board', rows: cards },
  { path: /^\/control/, title: 'control', rows: [{ keys: ['J', 'K'], word: 'walk' }] },
]

/** The keys of the screen where one is, and those that hold everywhere. */
export function KeysDialog({ opened, path, onClose }: { opened: boolean; path: string; onClose: () => void }) {
  const { t } = useTranslation()
  const here = ofScreens.find((screen) => screen.path.test(path))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} width={400}>
      {here && <Keys title={t(`keys.of.${here.title as 'day'}`)} rows={here.rows} />}
      <Keys title={t('keys.of.everywhere')} rows={everywhere} />
    </Dialog>
  )
}

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { t } = useTranslation()
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {rows.map(({ keys, word }) => (
          <div key={word}>
            <dt>{t(`keys.${word as 'arrows'}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
