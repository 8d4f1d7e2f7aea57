import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { NewDealForm } from './NewDealForm.tsx'
import { useDealMade } from './useDealMade.tsx'

/** A new deal over the screen on which one is. */
export function NewDealDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const made = useDealMade()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.create.title')} width={560}>
      {opened && (
        <NewDealForm
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
