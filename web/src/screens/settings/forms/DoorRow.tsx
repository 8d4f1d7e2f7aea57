import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { serverNow } from '../../../ui/now.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useFormat } from '../../../words/format.tsx'
import styles from './Forms.module.css'

/** A form or a webhook in its list: how much came through it, and what is done with it. */
export function DoorRow({
  door: { name, enabled, submissions, lastAt },
  about,
  children,
  onTurn,
  onRemove,
}: {
  door: { name: string; enabled: boolean; submissions: number; lastAt: string | null }
  about: string
  /** Acts of its own kind. */
  children?: ReactNode
  onTurn: (enabled: boolean) => Promise<unknown>
  onRemove: () => Promise<unknown>
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [removing, setRemoving] = useState(false)
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onError: (error) => toast({ kind: 'failed', title: t('leads.forms.notDone'), text: faultText(error, t) }),
  })
  const came = [
    about,
    t('leads.forms.came', { count: submissions }),
    lastAt && t('leads.forms.last', { moment: format.momentExactly(lastAt, serverNow()) }),
  ]
  return (
    <li className={styles.door}>
      <div className={styles.about}>
        <p className="row">
          <b>{name}</b>
          {!enabled && <Tag icon="pause">{t('leads.forms.isOff')}</Tag>}
        </p>
        <p className="muted sm">{came.filter(Boolean).join(' · ')}</p>
      </div>
      <div className={styles.acts}>
        {children}
        <Button size="s" kind="quiet" busy={act.isPending} onPress={() => act.mutate(() => onTurn(!enabled))}>
          {t(enabled ? 'leads.forms.off' : 'leads.forms.on')}
        </Button>
        <Button size="s" kind="quiet" onPress={() => setRemoving(true)}>
          {t('leads.forms.remove')}
        </Button>
      </div>
      <Dialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('leads.forms.removeTitle', { name })}
        width={420}
        footer={
          <>
            <Button
              kind="go"
              onPress={() => {
                setRemoving(false)
                act.mutate(onRemove, { onSuccess: () => toast({ kind: 'done', title: t('leads.forms.removed') }) })
              }}
            >
              {t('leads.forms.remove')}
            </Button>
            <Button kind="quiet" onPress={() => setRemoving(false)}>
              {t('ui.cancel')}
            </Button>
          </>
        }
      >
        <p className="t2">{t('leads.forms.removeText')}</p>
      </Dialog>
    </li>
  )
}
