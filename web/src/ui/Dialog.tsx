import { Drawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { useEscape } from './useEscape.ts'
import { useFocusReturn } from './useFocusReturn.ts'
import { useNarrow } from './useNarrow.ts'
import styles from './Dialog.module.css'

/** A window over the page: a dialog on a desk, a sheet from the bottom on a phone. Escape and the cross close it; the focus stays inside. */
export type DialogProps = {
  opened: boolean
  onClose: () => void
  title: ReactNode
  /** One line under the title. */
  sub?: ReactNode
  children: ReactNode
  /** Buttons at the bottom; on a phone they stick to the edge. */
  footer?: ReactNode
  /** 372 for a form of two fields, 560 for one to read, 760 for two columns. */
  width?: number
}

/** See `DialogProps`. */
export function Dialog({ opened, onClose, title, sub, children, footer, width = 400 }: DialogProps) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  useFocusReturn(opened)
  useEscape(opened, onClose)
  const head = (
    <span className={styles.title}>
      {title}
      {sub && <span className={styles.sub}>{sub}</span>}
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
  if (narrow)
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
