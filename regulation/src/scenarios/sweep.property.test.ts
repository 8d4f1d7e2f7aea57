import * as fc from 'fast-check'
import { DAY_MS } from '@reglament/kernel'
import { describe, expect, test } from 'vitest'
import type { DealEvent } from '../events.ts'
import { fold } from '../evolve.ts'
import { sweep } from '../judge.ts'
import { standing } from '../settle.ts'
import type { Dossier } from '../dossier.ts'
import { anyLife, type AnyLife, type Life, live } from '../testing/anyLife.ts'

/** Lives in which time stops wherever something falls due; acts as far as they matter, so that a failure is short to read. */
const lives = (check: (life: Life, any: AnyLife) => void, numRuns = 60, ...kept: string[]) =>
  fc.assert(
    fc.property(anyLife(...kept), (any) => {
      const life = live(any, { stops: true })
      if (life) check(life, any)
    }),
    { numRuns },
  )

const told = (events: readonly DealEvent[]) => events.map((event) => JSON.stringify(event))
const names = (breaches: Dossier['breaches']) => breaches.map(({ clause, about }) => `${clause} ${about}`).toSorted()
const isOfMessage = (clause: string) => clause === 'called-back' || clause === 'incoming-answer'
const closingClauses = [
  'loss-reason',
  'loss-evidence',
  'nothing-unanswered',
  'ladder-complete',
  'attempts-before-closing',
  'silence-before-closing',
  'last-attempt-after-silence',
  'could-not-reach-phone-only',
]

describe('time that stops wherever something falls due', { timeout: 120_000 }, () => {
  test('[A9] the next check is never late: to sweep every few hours besides changes nothing', () => {
    lives((life, any) => {
      expect(told(live(any, { stops: true, alsoEveryHours: 5 })!.journal)).toEqual(told(life.journal))
    }, 30)
  })

  test('[A9] to sweep twice at the same instant changes nothing', () => {
    lives(({ deal, now, situation }, { regulation }) => {
      const book = regulation.compiled()
      const once = sweep(book, situation(deal), now)
      expect(sweep(book, situation(once.after), now).events).toEqual([])
    })
  })

  test('[A9] what stands broken is what the deal remembers as broken', () => {
    lives(({ told: acts }, { regulation }) => {
      for (const { decision, now, situation } of acts) {
        const { after } = decision.changes
        if (!decision.verdict.allowed || !after) continue
        const { breaches } = standing(regulation.compiled(), { ...situation, deal: after }, now)
        // A made-up life may give two messages one id; the deal remembers a breach once for each thing.
        expect(names(after.breaches)).toEqual([...new Set(names(breaches))])
      }
    })
  })

  test('[A9 J7] a breach opens once for a clause, a thing and an instant; it never begins in the future, and never closes unopened', () => {
    lives(
      ({ journal }) => {
        const seen = new Set<string>()
        const open = new Set<string>()
        for (const event of journal) {
          if (event.type !== 'breach-opened' && event.type !== 'breach-closed') continue
          const name = `${event.data.clause} ${event.data.about}`
          if (event.type === 'breach-closed') {
            expect(open.delete(name)).toBe(true)
            continue
          }
          const breach = `${name} ${event.data.from}`
          expect(event.data.from).toBeLessThanOrEqual(event.at)
          // A made-up life may give two calls of one instant one id; the second is then missed anew.
          expect(!isOfMessage(event.data.clause) && seen.has(breach)).toBe(false)
          expect(open.has(name)).toBe(false)
          seen.add(breach)
          open.add(name)
        }
      },
      60,
      'taking',
    )
  })

  test('[B13 A6] the journal folds to the deal, also after it was stored and read back', () => {
    lives(({ journal, deal }) => {
      expect(fold(journal)).toStrictEqual(deal)
      expect(fold(JSON.parse(JSON.stringify(journal)) as DealEvent[])).toStrictEqual(deal)
    })
  })

  test('[K5] three weeks in one call and day by day leave the same rows with the same instants', () => {
    lives(({ deal, now, situation }, { regulation }) => {
      const book = regulation.compiled()
      const liveOn = (from: number, until: number, begun: Dossier) => {
        const events: DealEvent[] = []
        let held = begun
        let made = events.length
        for (let at: number | null = from; at !== null && at <= until;) {
          const swept = sweep(book, situation(held), at, () => `${at} ${++made}`)
          events.push(...swept.events)
          held = swept.after!
          at = standing(book, situation(held), at).nextCheckAt
        }
        return { events, held }
      }
      const rows: DealEvent[] = []
      let held = deal
      for (let day = 0; day < 21; day++) {
        const stepped = liveOn(now + day * DAY_MS, now + (day + 1) * DAY_MS, held)
        rows.push(...stepped.events)
        held = stepped.held
      }
      const inOne = liveOn(now, now + 21 * DAY_MS, deal)
      const aloud = (events: readonly DealEvent[]) => events.map(({ type, at, clause }) => `${at} ${clause} ${type}`)
      expect(aloud(rows)).toEqual(aloud(inOne.events))
    }, 30)
  })

  test('[D1] no open deal without an open task, whatever falls due', () => {
    lives(
      ({ held }) => {
        for (const deal of held) if (deal.status === 'open') expect(deal.openTasks).not.toHaveLength(0)
      },
      60,
      'open-task',
    )
  })

  test('[H1] no deal is lost without a reason of the list and what that reason needs', () => {
    lives(
      ({ journal }, { regulation }) => {
        const { lossReasons } = regulation.compiled()
        let deal: Dossier | null = null
        for (const event of journal) {
          if (event.type === 'deal-lost') {
            const { reason, evidence, until, duplicateOf } = event.data
            const kind = lossReasons.get(reason)?.kind
            expect(kind).toBeDefined()
            expect(kind).not.toBe('adopted')
            if (kind === 'client-refused') expect(evidence).not.toHaveLength(0)
            if (reason === 'duplicate') expect(duplicateOf).toBe('other')
            if (reason === 'postponed') expect(until! - event.at).toBeLessThanOrEqual(366 * DAY_MS)
            if (reason === 'does-not-answer') expect(deal!.attempts.length).toBeGreaterThanOrEqual(3)
            expect(deal!.unanswered).toEqual([])
          }
          deal = fold([event], deal)
        }
      },
      80,
      ...closingClauses,
    )
  })

  test('[B1] a deal is open, won or lost as its stage is, and a closed one has no work but that of the head', () => {
    lives(({ held }, { regulation }) => {
      for (const deal of held) {
        expect(deal.status).toBe(regulation.compiled().stage('sales', deal.stage).kind)
        if (deal.status !== 'open') expect(deal.openTasks.filter(({ kind }) => kind !== 'check-closing')).toEqual([])
      }
    })
  })
})
