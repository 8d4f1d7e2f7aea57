import { useTranslation } from 'react-i18next'
import type { InteractionCreation, RowDeal } from '@reglament/contract'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useFormat } from '../words/format.tsx'
import { TalkForm } from './TalkForm.tsx'
import styles from './Talk.module.css'

/** A talk that is being written down from a row: how to reach the client stands above the form. */
export type TalkDialogProps = {
  deal: Pick<RowDeal, 'id' | 'title' | 'client'>
  title: string
  begin?: Pick<InteractionCreation, 'channel' | 'direction' | 'outcome'> | undefined
  opened: boolean
  onClose: () => void
  onDone?: (() => void) | undefined
}

/** See `TalkDialogProps`. */
export function TalkDialog({ deal, title, begin, opened, onClose, onDone }: TalkDialogProps) {
  const sub = [deal.client.name ?? deal.client.company, deal.title].filter(Boolean).join(' · ')
  return (
    <Dialog opened={opened} onClose={onClose} title={title} sub={sub} width={480}>
      {opened && (
        <div className={styles.within}>
          <Reach client={deal.client} />
          <TalkForm dealId={deal.id} begin={begin} onClose={onClose} onDone={onDone} autoFocus />
        </div>
      )}
    </Dialog>
  )
}

/** Ways to reach the client from here. */
export function Reach({ client: { phone, email } }: { client: RowDeal['client'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (phone === null && email === null) return null
  return (
    <p className={styles.reach}>
      {phone !== null && (
        <a href={`tel:${phone}`}>
          <Icon name="call" size={14} />
          {t('incoming.call', { phone: format.phone(phone) })}
        </a>
      )}
      {email !== null && (
        <a href={`mailto:${email}`}>
          <Icon name="mail" size={14} />
          {t('incoming.write', { email })}
        </a>
      )}
    </p>
  )
}
