import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { faultText } from '../../api/faults.ts'
import { reopenLead } from '../../api/leads.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toast.tsx'

/** A rejected lead is open again (C4). */
export function useReopen(id: string) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: () => reopenLead(id),
    onSuccess: () => toast({ kind: 'done', title: t('leads.reopened') }),
    onError: (error) => toast({ kind: 'failed', title: t('leads.notDone'), text: faultText(error, t) }),
  })
}

/** What may be done with a rejected lead that was a client after all. */
export function Reopen({ id }: { id: string }) {
  const { t } = useTranslation()
  const reopen = useReopen(id)
  return (
    <Button busy={reopen.isPending} onPress={() => reopen.mutate()}>
      {t('leads.reopen')}
    </Button>
  )
}
