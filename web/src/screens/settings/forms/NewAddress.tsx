import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../../api/faults.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { Button } from '../../../ui/Button.tsx'
import styles from './Forms.module.css'

/** Another address for a form or a webhook, where the old one was lost or got about; it is asked once more, for the old one ends at once. */
export function NewAddress<Door>({ why, renew, onRenewed }: { why: string; renew: () => Promise<Door>; onRenewed: (door: Door) => void }) {
  const { t } = useTranslation()
  const [sure, setSure] = useState(false)
  const act = useMutation({
    mutationFn: renew,
    onSuccess: (door) => {
      setSure(false)
      onRenewed(door)
    },
  })
  return (
    <div className={styles.mapping}>
      <p className="muted sm">{sure ? t('leads.forms.newAddressSure') : why}</p>
      {act.error && <EntryFault title={`${t('leads.forms.notDone')}.`}>{faultText(act.error, t)}</EntryFault>}
      <div className="row">
        {sure ? (
          <>
            <Button size="s" busy={act.isPending} onPress={() => act.mutate()}>
              {t('leads.forms.newAddressReplace')}
            </Button>
            <Button size="s" kind="quiet" onPress={() => setSure(false)}>
              {t('ui.cancel')}
            </Button>
          </>
        ) : (
          <Button size="s" kind="quiet" icon="loop" onPress={() => setSure(true)}>
            {t('leads.forms.newAddress')}
          </Button>
        )}
      </div>
    </div>
  )
}
