import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { closePalette, openPalette, usePaletteOpened } from './open.ts'
import styles from './FindButton.module.css'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** As it stands on the keys themselves. */
const keys = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

/** The field of the top bar that opens the search: it looks like what it leads to. */
export function FindButton() {
  const { t } = useTranslation()
  return (
    <button type="button" className={styles.find} onClick={openPalette} aria-haspopup="dialog">
      <Icon name="find" />
      <span className={styles.word}>{t('palette.placeholder')}</span>
      <kbd className={styles.keys}>{keys}</kbd>
    </button>
  )
}

/** Stands once in the frame: Ctrl+K (⌘K) opens the search over any screen. */
export function PaletteWindow() {
  const opened = usePaletteOpened()
  const [asked, setAsked] = useState(false)
  if (opened && !asked) setAsked(true)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      openPalette()
    }
    addEventListener('keydown', press)
    return () => {
      removeEventListener('keydown', press)
      closePalette()
    }
  }, [])
  return (
    asked && (
      <Suspense fallback={null}>
        <Palette opened={opened} onClose={closePalette} />
      </Suspense>
    )
  )
}
