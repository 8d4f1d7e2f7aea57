import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { actsQuery, lossReasonsQuery } from '../api/queries.ts'
import { useGoToDeal } from '../moves/mendPlaces.ts'
import type { MovingDeal } from '../moves/useMover.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState, SkeletonRows } from '../ui/states.tsx'
import { ClosingForm, type Elsewhere } from './ClosingForm.tsx'

/** The window in which a deal is closed as lost. */
export function ClosingDialog({
  deal,
  opened,
  onClose,
  onMend,
}: {
  deal: MovingDeal
  opened: boolean
  onClose: () => void
  /** Does what this window can't: plans a task, writes down an attempt. Without it these ways lead to the card, to the very place. */
  onMend?: ((act: Elsewhere) => void) | undefined
}) {
  const { t } = useTranslation()
  const goToDeal = useGoToDeal()
  const acts = useQuery({ ...actsQuery(deal.id), enabled: opened })
  const book = useQuery({ ...lossReasonsQuery, enabled: opened })
  const failed = acts.error ?? book.error
  const sub = [deal.title, deal.client].filter(Boolean).join(' · ')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('losing.close.title')} sub={sub} width={760}>
      {acts.data && book.data ? (
        <ClosingForm
          deal={deal}
          acts={acts.data.acts}
          book={book.data}
          onClose={onClose}
          onMend={onMend ?? ((act) => goToDeal(deal.id, act === 'plan-task' ? 'composer' : act))}
        />
      ) : failed ? (
        <ErrorState
          error={failed}
          what={t('losing.close.failed')}
          retry={() => {
            void acts.refetch()
            void book.refetch()
          }}
        />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Dialog>
  )
}
