import './sheets/window.ts'
import { Drawer, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DialogProps } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { useEscape } from './useEscape.ts'
import { useFocusReturn } from './useFocusReturn.ts'
import { useNarrow } from './useNarrow.ts'
import styles from './DialogWindow.module.css'

/** The window of a `Dialog`. */
export function DialogWindow({ opened, onClose, title, sub, children, footer, width = 400 }: DialogProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  // As it was opened, so it stays: a phone that is turned must not lose what was typed.
  const [asSheet, setAsSheet] = useState(narrow)
  if (!opened && asSheet !== narrow) setAsSheet(narrow)
  useFocusReturn(opened)
  useEscape(opened, onClose)
  const head = (
    <span className={styles.title}>
      {title}
      {sub && <span className={styles.sub}>{typeof sub === 'string' ? sub.replaceAll(' · ', '\u00A0· ') : sub}</span>}
    </span>
  )
  const inside = (
    <>
      <div className={styles.body}>{children}</div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </>
  )
  const common = {
    opened,
    onClose,
    title: head,
    lockScroll: false,
    returnFocus: false,
    closeOnEscape: false,
    closeButtonProps: { 'aria-label': t('ui.close'), className: styles.close, icon: <Icon name="x" /> },
    classNames: { header: styles.header, title: styles.heading, body: styles.inside, content: styles.content },
    transitionProps: { duration: 140 },
  }
  if (asSheet)
    return (
      <Drawer {...common} position="bottom" size="auto" classNames={{ ...common.classNames, content: styles.sheet }}>
        {inside}
      </Drawer>
    )
  return (
    <Modal {...common} centered size={width} yOffset={40} transitionProps={{ duration: 140, transition: 'fade-up' }}>
      {inside}
    </Modal>
  )
}
