import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { faultText, refusalsOf } from '../api/faults.ts'
import { useTake } from '../api/exchange.ts'
import { serverNow } from '../ui/now.ts'
import { toast } from '../ui/toast.tsx'
import { useFormat } from '../words/format.tsx'
import { WaysOut } from './WaysOut.tsx'

/** Takes a deal and says what came of it: it is mine, or why not and where room can be made. */
export function useTaking(meId: string) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const take = useTake()
  const format = useFormat()
  const from = (passesAt: string) => t('move.passesAt', { date: format.moment(passesAt, serverNow()) })
  const start = (id: string, onTaken?: () => void) =>
    take.mutate(
      { id },
      {
        onSuccess: () => {
          toast({
            kind: 'done',
            title: t('exchange.taken'),
            text: t('exchange.takenText'),
            action: { label: t('exchange.open'), onPress: () => void navigate({ to: '/deals/$dealId', params: { dealId: id } }) },
          })
          onTaken?.()
        },
        onError: (error) => {
          const refusals = refusalsOf(error)
          const words =
            refusals.length > 0
              ? refusals.map(({ text, passesAt }) => (passesAt ? `${text}: ${from(passesAt)}` : text)).join('. ')
              : faultText(error, t)
          const full = refusals.some(({ lacks }) => lacks.what === 'room')
          toast({
            kind: 'failed',
            title: t('exchange.notTaken'),
            text: (
              <>
                {words}
                {full && <WaysOut memberId={meId} />}
              </>
            ),
          })
        },
      },
    )
  return { start, busy: take.isPending ? take.variables.id : null }
}
