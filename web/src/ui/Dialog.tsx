import type { ReactNode } from 'react'
import { later } from './later.tsx'

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

/** See `DialogProps`. What draws it is no part of the first load of a screen. */
export const Dialog = later<DialogProps>(async () => (await import('./DialogWindow.tsx')).DialogWindow)
