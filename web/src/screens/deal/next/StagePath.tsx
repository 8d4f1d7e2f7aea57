import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Term } from '../../../ui/Clock.tsx'
import { useNow } from '../../../ui/now.ts'
import { useNarrow } from '../../../ui/useNarrow.ts'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import { usePipeline } from '../usePipeline.ts'
import { pathOf } from './pathOf.ts'
import styles from './StagePath.module.css'
import { later } from '../../../ui/later.tsx'

const PathDialog = later(async () => (await import('./PathDialog.tsx')).PathDialog)

/** How far the deal is: a bar on a desk, the whole way as a list on a phone. */
export function StagePath({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const narrow = useNarrow()
  const { stages, stageName } = usePipeline(deal.pipeline)
  const [opened, setOpened] = useState(false)
  const steps = pathOf(stages, deal, now)
  const inStage = deal.status === 'open' ? t('deal.path.inStage', { span: format.span(now - Date.parse(deal.enteredAt)) }) : undefined
  const hint = (step: (typeof steps)[number]) =>
    step.state === 'optional'
      ? t('deal.path.optionalHint', { stage: step.stage.name })
      : step.spentMs === undefined
        ? step.stage.name
        : t('deal.path.spent', { stage: step.stage.name, span: format.span(step.spentMs) })

  return (
    <Section className={styles.section}>
      {narrow ? (
        <ol className={styles.path} aria-label={t('deal.path.title')}>
          {steps.map((step) => (
            <li key={step.stage.key} data-s={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
              <i aria-hidden="true" />
              <span>{step.stage.name}</span>
              <span className={styles.spent}>
                {step.state === 'optional' ? t('deal.path.optional') : step.spentMs === undefined ? '' : format.span(step.spentMs)}
              </span>
              {step.state === 'now' && <Stay deal={deal} className={styles.stay} />}
            </li>
          ))}
        </ol>
      ) : (
        <ol className={styles.bar} data-closed={deal.status !== 'open' || undefined} aria-label={t('deal.path.title')}>
          {steps.map((step) => (
            <li key={step.stage.key} data-s={step.state} data-hint={hint(step)} aria-current={step.state === 'now' ? 'step' : undefined}>
              <span className="unseen">{hint(step)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className={styles.foot}>
        {!narrow && <b>{stageName(deal.stage)}</b>}
        <span className="sm nw">
          {inStage && !narrow && <span className="t2">{inStage} · </span>}
          <button type="button" className="link" onClick={() => setOpened(true)}>
            {t('deal.path.whole')}
          </button>
        </span>
      </p>
      <PathDialog deal={deal} opened={opened} onClose={() => setOpened(false)} />
    </Section>
  )
}

/** The stay in the stage against its limit. */
function Stay({ deal, className }: { deal: Deal; className: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (deal.stayUntil === null) return null
  return (
    <span className={className}>
      <Term from={deal.enteredAt} until={deal.stayUntil} label={(share) => t('board.stayPercent', { share: format.percent(share) })} />
    </span>
  )
}
