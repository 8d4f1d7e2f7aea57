import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Finding, PossibleAct, Task } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { useFormat } from '../../../words/format.tsx'
import { ClauseAfter } from '../../../verdict/ClauseAfter.tsx'
import { useFieldText } from '../fields/fieldText.ts'
import { useReveal } from '../reveal.tsx'
import { Section } from '../Section.tsx'
import { useCurrency } from '../useCurrency.ts'
import { useFields, usePipeline } from '../usePipeline.ts'
import { checklistOf, nextMoves, type Check } from './checklistOf.ts'
import type { TaskActs } from './useTaskActs.tsx'
import styles from './Lists.module.css'

/** What stands between the deal and the next stage: done and missing, each missing thing leads to its field. */
export function Checklist({
  deal,
  acts,
  failed,
  onMove,
  tasks,
}: {
  deal: Deal
  acts: readonly PossibleAct[] | undefined
  failed: { error: unknown; retry: () => void } | undefined
  onMove: (to: string) => void
  tasks: TaskActs
}) {
  const { t } = useTranslation()
  const { stage, stageName } = usePipeline(deal.pipeline)
  const [chosen, setChosen] = useState<string>()
  if (!acts) {
    return (
      <Section title={t('deal.check.title')}>
        {failed ? <ErrorState error={failed.error} what={t('deal.check.failed')} retry={failed.retry} /> : <SkeletonRows rows={2} />}
      </Section>
    )
  }
  const next = nextMoves(acts)
  const move = next.find(({ to }) => to === chosen) ?? next[0]
  const target = move?.to === undefined ? undefined : stage(move.to)
  if (!move || !target) return null
  const list = checklistOf(move, target, stage(deal.stage))
  const done = list.filter((check) => check.done).length
  const sayOf = (one: PossibleAct) => {
    const to = one.to === undefined ? undefined : stage(one.to)
    const left = to ? checklistOf(one, to, stage(deal.stage)).filter((check) => !check.done).length : 0
    return one.allowed ? t('card.next.can') : left > 0 ? t('card.next.lacks', { count: left }) : t('card.next.asks')
  }
  return (
    <Section
      title={t('deal.check.to', { stage: target.name })}
      side={list.length > 0 ? t('deal.check.ready', { done, all: list.length }) : undefined}
    >
      {list.length > 0 && (
        <ul className={styles.checks}>
          {list.map((check) => (
            <CheckLine key={check.key} check={check} deal={deal} onResult={(task) => tasks.complete(task, target.key)} />
          ))}
        </ul>
      )}
      <ul className={styles.nexts} aria-label={t('card.next.stages')}>
        {next.map((one) => (
          <li key={one.to}>
            <button
              type="button"
              className={styles.nextName}
              aria-pressed={one.to === target.key}
              onClick={() => setChosen(one.to)}
              disabled={next.length === 1}
            >
              <span className="cut">{stageName(one.to ?? '')}</span>
              <span className="muted sm">{sayOf(one)}</span>
            </button>
            <Button
              size="s"
              kind={one.to === next[0]?.to ? 'plain' : 'quiet'}
              icon="right"
              onPress={() => onMove(one.to ?? '')}
              label={t('card.next.moveTo', { stage: stageName(one.to ?? '') })}
            >
              {t('deal.check.move')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function CheckLine({ check, deal, onResult }: { check: Check; deal: Deal; onResult: (task: Task) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const fields = useFields()
  const reveal = useReveal()
  const say = useFieldText(useCurrency(deal))
  if (check.kind === 'finding') {
    const { finding } = check
    const left = finding.lacks.what === 'result' ? taskOf(deal, finding.lacks) : undefined
    const planned = finding.mends.some(({ act }) => act === 'plan-task')
    return (
      <li data-done={false} data-mode={finding.mode}>
        <i aria-hidden="true" />
        <span>
          {left ? t('deal.check.result', { task: left.title }) : finding.text}
          <ClauseAfter clause={finding.clause} number={finding.number} />
        </span>
        {left && (
          <button type="button" className="link sm" onClick={() => onResult(left)}>
            {t('mend.write-result')}
          </button>
        )}
        {!left && planned && (
          <button type="button" className="link sm" onClick={() => reveal('composer')}>
            {t('mend.plan-task')}
          </button>
        )}
      </li>
    )
  }
  const field = fields.get(check.key)
  const name = field?.name ?? check.key
  const word = t(check.key === 'note' ? 'mend.write-note' : 'mend.fill-fields')
  const value =
    check.key === 'budget'
      ? deal.budget && format.money(deal.budget)
      : check.key === 'note' || !field
        ? undefined
        : say(field, deal.fields[check.key])
  return (
    <li data-done={check.done}>
      {check.done ? <Icon name="check" size={14} /> : <i aria-hidden="true" />}
      <span>
        {name}
        <span className="unseen"> ({t(check.done ? 'deal.check.isDone' : 'deal.check.isMissing')})</span>
      </span>
      {check.done
        ? value && <span className={styles.checkValue}>{value}</span>
        : deal.status === 'open' && (
            <button
              type="button"
              className="link sm"
              onClick={() => reveal(check.key)}
              aria-label={t('deal.check.fillName', { word, name })}
            >
              {word}
            </button>
          )}
    </li>
  )
}

/** The open task whose result is missing: that of the kind which the finding names. */
const taskOf = (deal: Deal, lacks: Finding['lacks']): Task | undefined =>
  deal.tasks.find(({ kind }) => kind === (lacks as { taskKind?: unknown }).taskKind)
