import { DAY_MS, HOUR_MS } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import type { InquiryChannel } from '../dossier.ts'
import type { KnownDeal } from '../intake/arrival.ts'

/** Signs of the client that continue a talk; the others are inquiries in their own right. */
const ofATalk: ReadonlySet<InquiryChannel> = new Set(['call', 'missed-call', 'chat', 'messenger', 'sms', 'mail'])
/** Stages in which an inquiry is still the same inquiry (regulation §5). */
const beginnings: ReadonlySet<string> = new Set(['new-request', 'taken'])

const latest = (deals: readonly KnownDeal[]) => deals.reduce((last, deal) => (deal.touchedAt > last.touchedAt ? deal : last))
const agree = (a: string | null, b: string | null) => a === null || b === null || a === b

/** One inquiry is one deal: nothing is doubled, nothing is put on a deal that is over (B6, C5, regulation §5). */
export const oneInquiryOneDeal = clauseKind({
  kind: 'one-inquiry-one-deal',
  ids: ['B6', 'C2', 'C5'],
  params: Type.Object(
    {
      sameWithinHours: Type.Integer({ minimum: 0, maximum: 720, default: 72 }),
      lostWithinDays: Type.Integer({ minimum: 0, maximum: 366, default: 30 }),
      dealAtOnce: Type.Boolean({ default: true }),
    },
    { additionalProperties: false },
  ),
  intake: {
    becomes: ({ channel, at, product, threadDealId, ended }, { deals, leads }, { sameWithinHours, lostWithinDays, dealAtOnce }) => {
      const isNew = { becomes: dealAtOnce && channel !== 'import' ? 'deal' : 'lead' } as const
      // What is brought in may be years old: it is no sign to answer now, but may be the same inquiry as one that is here.
      const isOld = channel === 'import'
      if (ended) return isNew
      const open = deals.filter(({ status }) => status === 'open')
      const inThread = deals.find(({ dealId }) => dealId === threadDealId)
      const isTalk = ofATalk.has(channel)

      if (isTalk && inThread?.status === 'open') return { becomes: 'interaction', dealId: inThread.dealId, mark: null }
      if (isTalk && open.length === 1) return { becomes: 'interaction', dealId: open[0]!.dealId, mark: null }
      if (isTalk && open.length > 1) return { becomes: 'interaction', dealId: latest(open).dealId, mark: 'check-deal' }

      if (!isOld && open.length === 0 && deals.length > 0 && deals.every(({ status }) => status === 'lost')) {
        if (channel === 'mail' && inThread) return { becomes: 'unanswered', dealId: inThread.dealId }
        const fresh = deals.filter(({ closedAt }) => closedAt !== null && at - closedAt <= lostWithinDays * DAY_MS)
        if (fresh.length > 0) {
          const last = fresh.reduce((a, b) => (b.closedAt! > a.closedAt! ? b : a))
          return { becomes: 'unanswered', dealId: last.dealId }
        }
      }

      const isSame = (known: { inquiryAt: number; product: string | null }) =>
        Math.abs(at - known.inquiryAt) <= sameWithinHours * HOUR_MS && agree(product, known.product)
      const same = open.filter((deal) => deal.pipelineKind === 'sales' && beginnings.has(deal.stage) && isSame(deal))
      if (!isTalk && same.length > 0) return { becomes: 'trace', dealId: latest(same).dealId }

      const waiting = leads.filter((lead) => isTalk || isSame(lead))
      if (waiting.length > 0) return { becomes: 'lead-trace', leadId: waiting.reduce((a, b) => (b.inquiryAt > a.inquiryAt ? b : a)).leadId }
      return isNew
    },
  },
  guard: {
    on: ['add-inquiry'],
    holds: ({ before }) => before!.status === 'open',
    explain: ({ before }) => ({
      lacks: { what: 'open-deal', status: before!.status },
      mends: [
        { act: 'create-deal', contactId: before!.contactId, companyId: before!.companyId },
        ...(before!.status === 'lost' ? [{ act: 'reopening' }] : []),
      ],
    }),
  },
  words: {
    ru: {
      title: 'Одно обращение — одна сделка',
      sentence: ({ sameWithinHours, lostWithinDays, dealAtOnce }, say) =>
        `${dealAtOnce ? 'Каждое обращение сразу становится сделкой' : 'Обращение становится сделкой после квалификации'}; повторное в течение ${say.count(sameWithinHours, ['часа', 'часов', 'часов'])} о том же добавляется к ней, сигнал от клиента в течение ${say.count(lostWithinDays, ['дня', 'дней', 'дней'])} после отказа ждёт решения, а выигранная сделка не используется заново.`,
      names: {
        sameWithinHours: 'Повторное обращение, часов',
        lostWithinDays: 'Сигнал после отказа, дней',
        dealAtOnce: 'Сделка сразу, без квалификации',
      },
      lesson: 'Две сделки об одном — два звонка одному клиенту. Одна сделка о двух заказах — потерянный заказ.',
      refusal: ({ status }) =>
        status === 'won'
          ? 'Эта сделка уже выиграна: для нового обращения нужна новая'
          : 'Эта сделка закрыта: откройте её заново или заведите новую',
    },
    en: {
      title: 'One inquiry, one deal',
      sentence: ({ sameWithinHours, lostWithinDays, dealAtOnce }, say) =>
        `${dealAtOnce ? 'Each inquiry becomes a deal at once' : 'An inquiry becomes a deal after qualification'}; another one about the same within ${say.count(sameWithinHours, ['hour', 'hours'])} is added to it, a sign of the client within ${say.count(lostWithinDays, ['day', 'days'])} after the loss waits for a decision, and a won deal is not used again.`,
      names: {
        sameWithinHours: 'The same inquiry again, hours',
        lostWithinDays: 'A sign after the loss, days',
        dealAtOnce: 'A deal at once, without qualification',
      },
      lesson: 'Two deals about one thing are two calls to one client. One deal about two orders is an order lost.',
      refusal: ({ status }) =>
        status === 'won' ? 'This deal is won: a new inquiry needs a new one' : 'This deal is closed: reopen it or make a new one',
    },
  },
})
