import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useNow } from '../../../ui/now.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { useFormat } from '../../../words/format.tsx'
import { usePipeline } from '../usePipeline.ts'
import styles from './StagePath.module.css'

/** The whole way of the deal: every visit of every stage in order, repeated ones too, with who moved it and why it went back. */
export function PathDialog({ deal, opened, onClose }: { deal: Deal; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { stageName } = usePipeline(deal.pipeline)
  const seen = new Map<string, number>()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('deal.path.wholeTitle')} sub={deal.title} width={560}>
      <ol className={styles.visits}>
        {deal.visits.map(({ stage, enteredAt, leftAt, by, reason }) => {
          const times = (seen.get(stage) ?? 0) + 1
          seen.set(stage, times)
          return (
            <li key={`${stage} ${enteredAt}`} aria-current={leftAt === null ? 'step' : undefined}>
              <span className="muted sm nw" data-hint={format.exactly(enteredAt)}>
                {format.moment(enteredAt, now)}
              </span>
              <div>
                <p className="row wrap">
                  <b>{stageName(stage)}</b>
                  {times > 1 && <Tag>{t('deal.path.again', { count: times })}</Tag>}
                  {leftAt === null && deal.status === 'open' && <Tag tone="accent">{t('deal.path.here')}</Tag>}
                </p>
                {by && <p className="muted sm">{by.name}</p>}
                {reason && <p className="t2">{t('deal.path.reason', { reason })}</p>}
              </div>
              <span className="sm nw t2">{format.span((leftAt === null ? now : Date.parse(leftAt)) - Date.parse(enteredAt))}</span>
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}
