import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Lists.module.css'

/** One thing of a list: its name with what it needs, how much has it, its place and the way to change it. */
export function ListRow({
  name,
  about,
  uses,
  retired,
  edited,
  replacedBy,
  locked,
  onUp,
  onDown,
  onChange,
}: {
  name: string
  about?: ReactNode
  uses?: ReactNode
  retired?: boolean
  edited?: boolean
  /** The name of what takes its place. */
  replacedBy?: string
  locked?: boolean
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
  onChange: () => void
}) {
  const { t } = useTranslation()
  return (
    <li className={styles.item} data-retired={retired || undefined} data-edited={edited || undefined}>
      <div className={styles.main}>
        <p className={styles.name}>
          <b>{name}</b>
          {retired && <Tag icon="pause">{replacedBy ? t('choices.replacedBy', { name: replacedBy }) : t('choices.retired')}</Tag>}
          {edited && <Tag tone="accent">{t('choices.edited')}</Tag>}
        </p>
        {about && <p className="muted sm">{about}</p>}
      </div>
      <span className={styles.uses}>{uses}</span>
      {!locked && (
        <span className={styles.tools}>
          {onUp ? (
            <IconButton size="s" icon="chev" className={styles.up} label={t('choices.up', { name })} onPress={onUp} />
          ) : (
            <span className={styles.gap} />
          )}
          {onDown ? (
            <IconButton size="s" icon="chev" className={styles.down} label={t('choices.down', { name })} onPress={onDown} />
          ) : (
            <span className={styles.gap} />
          )}
          <Button size="s" kind="quiet" label={t('choices.changeOf', { name })} onPress={onChange}>
            {t('settings.change')}
          </Button>
        </span>
      )}
    </li>
  )
}
