import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DoorSample } from '@reglament/contract'
import { doorSampleQuery } from '../../../api/leads.ts'

const askAgainMs = 700

const isKnown = (data: DoorSample | undefined, arrivalId: string) =>
  data?.became?.id === arrivalId && data.became.state !== 'received' ? data.became : undefined

/** What has become of a trial that was sent through a form or a webhook: taken in, or why it waits. */
export function Became({ door, id, arrivalId }: { door: 'forms' | 'webhooks-in'; id: string; arrivalId: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    ...doorSampleQuery(door, id),
    refetchInterval: ({ state }) => (isKnown(state.data, arrivalId) ? false : askAgainMs),
  })
  const became = isKnown(data, arrivalId)
  return (
    <p role="status">
      {!became ? (
        <span className="muted">{t('leads.forms.became.received')}</span>
      ) : became.state === 'processed' ? (
        <>
          {t('leads.forms.became.processed')}{' '}
          {became.leadId !== null && (
            <Link to="/leads" search={{ lead: became.leadId }} className="link">
              {t('leads.forms.became.see')}
            </Link>
          )}
        </>
      ) : (
        <>
          {t('leads.forms.became.waiting')} {became.fault}{' '}
          <Link to="/leads" search={{ show: 'quarantine' }} className="link">
            {t('leads.quarantine')}
          </Link>
        </>
      )}
    </p>
  )
}
