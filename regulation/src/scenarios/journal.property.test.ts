import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dossier } from '../dossier.ts'
import type { DealEvent } from '../events.ts'
import { fold } from '../evolve.ts'
import { judge } from '../judge.ts'
import { possibleActs } from '../possible.ts'
import type { RegulationCase } from '../testing/index.ts'
import { marker } from '../testing/anyAct.ts'
import { anyLife, type Life, live } from '../testing/anyLife.ts'

const lives = (check: (life: Life, regulation: RegulationCase) => void, ...kept: string[]) =>
  fc.assert(
    fc.property(anyLife(...kept), (any) => {
      const life = live(any)
      if (life) check(life, any.regulation)
    }),
    { numRuns: 70 },
  )

describe('whatever is tried with a deal, under clauses in whatever modes', { timeout: 120_000 }, () => {
  test('[D1] while open-task is enforced, no open deal is ever without an open task', () => {
    lives(({ told }) => {
      for (const { decision } of told) {
        const { after } = decision.changes
        if (after?.status === 'open') expect(after.openTasks).not.toHaveLength(0)
      }
    }, 'open-task')
  })

  test('[B2] while stage-order is enforced, every move forward is along an arrow, and lost is never entered by a move', () => {
    lives(
      ({ journal }, regulation) => {
        // Who is let past the clause goes where he likes (A7).
        if (journal.some((event) => event.type === 'exempted' && event.data.clause === 'stage-order')) return
        for (const event of journal) {
          if (event.type !== 'stage-moved') continue
          const { from, to, direction } = event.data
          const stage = regulation.compiled().stage('sales', from)
          const { position, kind } = regulation.compiled().stage('sales', to)
          expect(direction === 'forward' ? stage.forward.has(to) : position < stage.position).toBe(true)
          expect(kind).not.toBe('lost')
        }
      },
      'stage-order',
      'first-stage-only',
    )
  })

  test('[B1] a deal is won or lost exactly when it stands in that stage, whatever the modes', () => {
    lives(({ told }, regulation) => {
      for (const { decision } of told) {
        const deal = decision.changes.after
        if (deal) expect(deal.status).toBe(regulation.compiled().stage('sales', deal.stage).kind)
      }
    })
  })

  test('[A3 A10] a judgement agrees with the decision, and what is possible is answered for every stage', () => {
    lives(({ told, deal }, regulation) => {
      const book = regulation.compiled()
      for (const { act, situation, now, decision } of told) expect(judge(book, act, situation, now)).toEqual(decision.verdict)
      const { situation, now } = told.at(-1)!
      const possible = possibleActs(book, { ...situation, deal }, now)
      expect(possible.filter(({ act }) => act === 'move')).toHaveLength(book.pipelines.get('sales')!.stages.size)
      expect(possible.filter(({ act }) => act === 'complete-task')).toHaveLength(deal.openTasks.length)
    })
  })

  test('[A3] a refused act changes nothing and leaves only its record', () => {
    lives(({ told }) => {
      for (const { decision, situation } of told) {
        const { verdict, changes } = decision
        expect(verdict.allowed).toBe(verdict.refusals.length === 0)
        if (verdict.allowed) continue
        expect(changes.after).toBe(situation.deal)
        expect(changes.events.map(({ type }) => type)).toEqual(['refused'])
        expect(changes.texts).toEqual({ tasks: {}, results: {} })
      }
    })
  })

  test('[B13 A6] the journal folds to the deal that is held, also after it was stored and read back', () => {
    lives(({ journal, deal }) => {
      expect(fold(journal)).toStrictEqual(deal)
      expect(fold(JSON.parse(JSON.stringify(journal)) as DealEvent[])).toStrictEqual(deal)
    })
  })

  test('[B13] the journal folds to what was held after each act of the past', () => {
    lives(({ told }) => {
      let held: Dossier | null = null
      for (const { decision } of told) {
        held = fold(decision.changes.events, held)
        expect(held).toStrictEqual(decision.changes.after)
      }
    })
  })

  test('[A5] the journal holds facts only: no text of an act is ever in it', () => {
    lives(({ journal, told }) => {
      expect(JSON.stringify(told.map(({ act }) => act))).toContain(marker)
      expect(JSON.stringify(journal)).not.toContain(marker)
      expect(JSON.stringify(told.map(({ decision }) => decision.verdict))).not.toContain(marker)
    })
  })

  test('[D2] no task is open twice under one id', () => {
    lives(({ told }) => {
      for (const { decision } of told) {
        const ids = decision.changes.after?.openTasks.map(({ id }) => id) ?? []
        expect(new Set(ids).size).toBe(ids.length)
      }
    })
  })
})
