import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Finding, Mend, PossibleAct } from '@reglament/contract'
import { serverNow } from '../../../ui/now.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { useFormat } from '../../../words/format.tsx'
import { Clause } from '../../../verdict/Clause.tsx'
import { passesAtOf } from '../../../verdict/lacks.ts'
import { placeOf } from '../../../moves/mendPlaces.ts'
import { canMend, mendWord } from '../../../verdict/Refused.tsx'
import { useReveal } from '../reveal.tsx'
import { Section } from '../Section.tsx'
import { usePipeline } from '../usePipeline.ts'
import { forbiddenMoves, nextMoves } from './checklistOf.ts'
import styles from './Lists.module.css'

const shownAtFirst = 2

/** Why not: every stage that the deal may not enter, with all the reasons, their clauses and the ways out. */
export function WhyNot({ deal, acts, onMove }: { deal: Deal; acts: readonly PossibleAct[]; onMove: (to: string) => void }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { stage } = usePipeline(deal.pipeline)
  const forbidden = forbiddenMoves(acts).toSorted(
    (one, other) => (stage(one.to ?? '')?.position ?? 0) - (stage(other.to ?? '')?.position ?? 0),
  )
  if (forbidden.length === 0) return null
  const shown = all ? forbidden : forbidden.slice(0, shownAtFirst)
  const reachable = new Set(nextMoves(acts).map(({ to }) => to))
  return (
    <Section
      title={t('deal.why.title')}
      side={
        forbidden.length > shownAtFirst && (
          <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('deal.why.fewer') : t('deal.why.all', { count: forbidden.length })}
          </button>
        )
      }
    >
      <ul className={styles.why}>
        {shown.map((move) => (
          <Forbidden key={move.to} move={move} deal={deal} reachable={reachable} onMove={onMove} />
        ))}
      </ul>
    </Section>
  )
}

function Forbidden({
  move,
  deal,
  reachable,
  onMove,
}: {
  move: PossibleAct
  deal: Deal
  reachable: ReadonlySet<string | undefined>
  onMove: (to: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { stageName } = usePipeline(deal.pipeline)
  const passesAt = passesAtOf(move.refusals)
  const outOfTurn = move.refusals.some(({ lacks }) => lacks.what === 'stage')
  return (
    <li>
      <p className="row between">
        <b>{stageName(move.to ?? '')}</b>
        {passesAt !== undefined ? (
          <Tag icon="cal">{t('deal.why.from', { date: format.moment(passesAt, serverNow()) })}</Tag>
        ) : (
          outOfTurn && <Tag icon="lock">{t('deal.why.inTurn')}</Tag>
        )}
      </p>
      {move.refusals.map((finding) => (
        <div key={finding.clause} className={styles.reason}>
          <Clause clause={finding.clause} number={finding.number} />
          <p>
            {finding.text}. <Mends finding={finding} reachable={reachable} onMove={onMove} />
          </p>
        </div>
      ))}
    </li>
  )
}

/** The ways out of one reason that this screen can offer. A closing has no form yet: its reason stands without a control. */
function Mends({
  finding,
  reachable,
  onMove,
}: {
  finding: Finding
  reachable: ReadonlySet<string | undefined>
  onMove: (to: string) => void
}) {
  const { t } = useTranslation()
  const reveal = useReveal()
  const wayOf = (mend: Mend): { label: string; go: () => void } | undefined => {
    const { act, to } = mend
    if (act === 'move' && to !== undefined && reachable.has(to)) return { label: t('mend.move'), go: () => onMove(to) }
    const place = placeOf(mend)
    const word = mendWord(act)
    return place === undefined || word === undefined || !canMend(mend) ? undefined : { label: t(word), go: () => reveal(place) }
  }
  const way = finding.mends.map(wayOf).find((one) => one !== undefined)
  if (!way) return null
  return (
    <button type="button" className="link" onClick={way.go}>
      {way.label}
    </button>
  )
}
