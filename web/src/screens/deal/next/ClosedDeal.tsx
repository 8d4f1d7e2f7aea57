import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { useMe } from '../../../shell/useMe.ts'
import { Button } from '../../../ui/Button.tsx'
import { ButtonLink } from '../../../ui/ButtonLink.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { serverNow } from '../../../ui/now.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { useFormat } from '../../../words/format.tsx'
import type { NewDeal } from '../../new-deal/newDeal.ts'
import { noCompany, noContact } from '../client/clientDraft.ts'
import styles from './NextTask.module.css'
import { later } from '../../../ui/later.tsx'

const ReopenDialog = later(async () => (await import('./ReopenDialog.tsx')).ReopenDialog)

const NewDealDialog = lazy(async () => ({ default: (await import('../../new-deal/NewDealDialog.tsx')).NewDealDialog }))

/** A deal that begins with this one's client and nothing else: another order is another deal (B6). */
function withClientOf({ contact, company, title }: Deal): Partial<NewDeal> {
  const { id, name = '', phone = null, email = null, returning = false } = contact ?? {}
  return {
    title,
    contact:
      id === undefined
        ? noContact
        : {
            chosen: { id, name, phone, email, returning, companyId: company?.id ?? null, companyName: company?.name ?? null },
            name,
            phone: phone ?? '',
            email: email ?? '',
          },
    company: company ? { chosen: company, name: company.name } : noCompany,
  }
}

/**
 * A deal that is won or lost: said plainly, with its day and its reason, in the place of the next action. It may be given back to work,
 * or the client gets a new one.
 */
export function ClosedDeal({ deal, acts }: { deal: Deal; acts: readonly PossibleAct[] | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [reopening, setReopening] = useState(false)
  const [creating, setCreating] = useState<{ opened: boolean }>()
  const { status, closedAt, lossReasonName, loss } = deal
  const review = deal.tasks.find(({ kind }) => kind === 'check-closing')
  const reopens = acts?.some(({ act }) => act === 'reopen') ?? false
  const won = status === 'won'
  const { rights } = useMe()
  const sameClient = useMemo(() => withClientOf(deal), [deal])
  return (
    <section className={styles.next} data-closed>
      <p className={styles.top}>
        <span className={styles.label}>{t('deal.closed.label')}</span>
        {won && (
          <Tag tone="good" icon="check">
            {t('deal.closed.wonTag')}
          </Tag>
        )}
      </p>
      <h2 className={styles.task}>{t(won ? 'deal.closed.won' : 'deal.closed.lost')}</h2>
      <p className="muted">
        {closedAt !== null && <span data-hint={format.exactly(closedAt)}>{format.date(closedAt)}</span>}
        {!won && lossReasonName !== null && ` · ${lossReasonName}`}
      </p>
      {loss && loss.review !== 'none' && (
        <p className={loss.review === 'pending' ? 'is-risk' : 'muted'}>
          {loss.review === 'pending' && <Icon name="eye" size={14} />}{' '}
          {loss.review === 'pending' && review
            ? t('deal.closed.reviewBy', {
                who: review.assignee?.name ?? t('deal.closed.nobody'),
                when: format.moment(review.dueAt, serverNow()),
              })
            : t(`deal.closed.review.${loss.review}`)}
        </p>
      )}
      <p className={styles.reopen}>
        {review && rights.review && (
          <ButtonLink kind="go" icon="eye" to="/control" search={{ tab: 'closings', deal: deal.id }}>
            {t('deal.closed.check')}
          </ButtonLink>
        )}
        {reopens && (
          <Button icon="undo" onPress={() => setReopening(true)}>
            {t(won ? 'losing.reopen.open' : 'losing.reopen.back')}
          </Button>
        )}
        <Button icon="plus" kind={won ? 'go' : 'plain'} onPress={() => setCreating({ opened: true })}>
          {t('deal.closed.newDeal')}
        </Button>
      </p>
      {creating && (
        <Suspense fallback={null}>
          <NewDealDialog opened={creating.opened} onClose={() => setCreating({ opened: false })} given={sameClient} />
        </Suspense>
      )}
      <ReopenDialog deal={deal} opened={reopening} onClose={() => setReopening(false)} />
    </section>
  )
}
