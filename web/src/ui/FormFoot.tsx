import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Why, type ButtonProps } from './Button.tsx'
import styles from './FormFoot.module.css'

/** The end of a form in a window: its one filled button, the way out, and in words what is still missing. */
export function FormFoot({
  why,
  onCancel,
  cancel,
  more,
  children,
  ...submit
}: Pick<ButtonProps, 'busy' | 'icon' | 'onRefused' | 'children'> & {
  /** What is still missing; the button stays in the order of focus and says it too. */
  why?: string | undefined
  onCancel: () => void
  /** What the way out is called; «Отмена» unless told. */
  cancel?: string
  /** More buttons, at the other end. */
  more?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <footer className={styles.foot}>
      <Button kind="go" type="submit" why={why} whyAt="near" {...submit}>
        {children}
      </Button>
      <Button kind="quiet" onPress={onCancel}>
        {cancel ?? t('ui.cancel')}
      </Button>
      {more}
      {why && (
        <span className={styles.why}>
          <Why>{why}</Why>
        </span>
      )}
    </footer>
  )
}
