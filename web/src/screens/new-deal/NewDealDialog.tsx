import { useTranslation } from 'react-i18next'
import { useMe } from '../../shell/useMe.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { keepDeal } from './keptDeal.ts'
import type { NewDeal } from './newDeal.ts'
import { NewDealForm } from './NewDealForm.tsx'
import { useDealMade } from './useDealMade.tsx'

/** A new deal over the screen on which one is; `given` is what is known of it already. */
export function NewDealDialog({ opened, onClose, given }: { opened: boolean; onClose: () => void; given?: Partial<NewDeal> }) {
  const { t } = useTranslation()
  const { member } = useMe()
  const made = useDealMade()
  const giveUp = () => {
    if (!given) keepDeal(member.id, undefined)
    onClose()
  }
  return (
    <Dialog opened={opened} onClose={giveUp} title={t('deal.create.title')} width={560}>
      {opened && (
        <NewDealForm
          given={given}
          onMade={(answer) => {
            onClose()
            made(answer)
          }}
          onCancel={onClose}
        />
      )}
    </Dialog>
  )
}
