import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import styles from './Settings.module.css'

/** Something that is shown once: a link or a key, with a button that copies it. */
export function Secret({ text }: { text: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className={styles.secret}>
      <code>{text}</code>
      <Button size="s" icon={copied ? 'check' : 'copy'} onPress={() => void copy().catch(() => undefined)}>
        {copied ? t('ui.copied') : t('ui.copy')}
      </Button>
    </div>
  )
}
