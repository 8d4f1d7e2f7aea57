import type { Deal, PossibleAct } from '@reglament/contract'
import { Breaches } from './Breaches.tsx'
import { Checklist } from './Checklist.tsx'
import { Clocks } from './Clocks.tsx'
import { ClosedDeal } from './ClosedDeal.tsx'
import { Exemptions } from './Exemptions.tsx'
import { Lifetime } from './Lifetime.tsx'
import { Linked } from './Linked.tsx'
import { NextTask } from './NextTask.tsx'
import { OtherTasks } from './OtherTasks.tsx'
import { Responsible } from './Responsible.tsx'
import { StagePath } from './StagePath.tsx'
import { WhyNot } from './WhyNot.tsx'
import type { TaskActs } from './useTaskActs.tsx'

/** The right column: what to do now, what is broken, how far the deal is, what is missing, what is running out, what is forbidden and why, who answers. */
export function WhatNext({
  deal,
  acts,
  failed,
  onMove,
  onClose,
  tasks,
}: {
  deal: Deal
  /** Undefined until the server has said what is possible. */
  acts: readonly PossibleAct[] | undefined
  /** Why it could not say it. */
  failed: { error: unknown; retry: () => void } | undefined
  onMove: (to: string) => void
  /** Opens the window in which the deal is closed as lost. */
  onClose: () => void
  tasks: TaskActs
}) {
  const open = deal.status === 'open'
  const works = open && deal.mayAct
  return (
    <>
      {open ? <NextTask deal={deal} acts={acts} tasks={tasks} /> : <ClosedDeal deal={deal} acts={acts} />}
      {open && <Breaches deal={deal} />}
      {works && acts && <Lifetime deal={deal} acts={acts} onClose={onClose} />}
      <StagePath deal={deal} />
      {works && <Checklist deal={deal} acts={acts} failed={failed} onMove={onMove} tasks={tasks} />}
      {works && <OtherTasks deal={deal} acts={acts} tasks={tasks} />}
      {open && <Clocks deal={deal} />}
      {works && acts && <WhyNot deal={deal} acts={acts} onMove={onMove} />}
      <Linked deal={deal} />
      <Exemptions deal={deal} />
      <Responsible deal={deal} acts={acts} />
    </>
  )
}
