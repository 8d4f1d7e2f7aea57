import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Lead } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { convertLead } from '../../api/leads.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toast.tsx'

/** One client and one question: the lead is one more trace of an open deal (C2). */
export function Attach({ lead, deal }: { lead: Lead; deal: { id: string; number: number } }) {
  const { t } = useTranslation()
  const { number } = deal
  const attach = useMutation({
    mutationFn: () => convertLead(lead.id, { dealId: deal.id }),
    onSuccess: () => toast({ kind: 'done', title: t('leads.attached', { number }) }),
    onError: (error) => toast({ kind: 'failed', title: t('leads.notDone'), text: faultText(error, t) }),
  })
  return (
    <Button size="s" icon="merge" busy={attach.isPending} onPress={() => attach.mutate()}>
      {t('leads.attach', { number })}
    </Button>
  )
}
