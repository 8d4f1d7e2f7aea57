import { useTranslation } from 'react-i18next'
import type { StageMove } from '@reglament/contract'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../verdict/Refused.tsx'
import { placeOf, useGoToDeal } from './mendPlaces.ts'
import { MoveForm } from './MoveForm.tsx'
import type { MoveQuestion } from './useMover.tsx'

/** The one small window of a move: a form with what is missing, or the refusal with the ways out of it. */
export function MoveDialog({
  question,
  opened,
  stageName,
  busy,
  onClose,
  onMove,
  onGo,
}: {
  question: MoveQuestion
  opened: boolean
  stageName: string
  busy: boolean
  onClose: () => void
  onMove: (move: StageMove) => void
  /** Goes to another stage instead: the mend of a refusal. */
  onGo: (to: string) => void
}) {
  const { t } = useTranslation()
  const goToDeal = useGoToDeal()
  const { deal, kind, back } = question
  const sub = [deal.title, deal.client].filter(Boolean).join(' · ')
  if (kind === 'asks') {
    return (
      <Dialog
        opened={opened}
        onClose={onClose}
        title={t(back ? 'move.backTitle' : 'move.formTitle', { stage: stageName })}
        sub={sub}
        width={404}
      >
        <MoveForm question={question} busy={busy} onMove={onMove} onCancel={onClose} />
      </Dialog>
    )
  }
  /** To the card, at the very place that mends it. */
  const openDeal = (place?: string) => {
    onClose()
    goToDeal(deal.id, place)
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('move.notMoved')}
      sub={sub}
      width={520}
      footer={
        <>
          <Button onPress={() => openDeal()} icon="right">
            {t('mend.open')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <Refused
        title={t('move.refusedTitle', { stage: stageName })}
        findings={question.refusals}
        canMend={(mend) => mend.act === 'move' || placeOf(mend) !== undefined}
        onMend={(mend) => (mend.act === 'move' && mend.to ? onGo(mend.to) : openDeal(placeOf(mend)))}
      />
    </Dialog>
  )
}
