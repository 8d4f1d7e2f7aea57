import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Mend, StageMove } from '@reglament/contract'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../verdict/Refused.tsx'
import { MoveForm } from './MoveForm.tsx'
import type { MoveQuestion } from './useMover.tsx'

/** Where on the card a reason is mended. */
const placeOf = ({ act, fields }: Mend): string | undefined =>
  act === 'fill-fields' ? fields?.[0] : act === 'write-note' ? 'note' : act === 'plan-task' ? 'composer' : undefined

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
  const router = useRouter()
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
    void router.navigate({ to: '/deals/$dealId', params: { dealId: deal.id }, search: place === undefined ? {} : { place } })
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
        canMend={(mend) => mend.act !== 'confirm'}
        onMend={(mend) => (mend.act === 'move' && mend.to ? onGo(mend.to) : openDeal(placeOf(mend)))}
      />
    </Dialog>
  )
}
