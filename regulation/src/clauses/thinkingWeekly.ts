import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import { breaking, sinceWorked } from '../clocks.ts'
import type { Dossier } from '../dossier.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'
import type { Regulation } from '../compile.ts'

/** Since when the client thinks: his last talk at a stage of thinking, while he has named no date. */
const thinkingSince = (regulation: Regulation, dossier: Dossier, stages: readonly string[]) =>
  isSales(regulation, dossier) && stages.includes(dossier.stage) && dossier.namedAt === null && dossier.onExchangeSince === null
    ? dossier.talkedAt
    : null

/** "Thinking" is not a loss: without a date the next touch is in a week, and every week (H8, regulation §7). */
export const thinkingWeekly = clauseKind({
  kind: 'thinking-weekly',
  ids: ['H8', 'D5'],
  params: Type.Object(
    {
      every: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} w)$', default: '1 w' }),
      stages: Type.Array(Type.String(), { default: ['proposal-discussed', 'attempts'], refers: 'stages' }),
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['interaction-recorded'],
    follows: ({ step, event, dossier, situation, regulation, now, newId }, { every, stages }): Following[] => {
      if (event.type !== 'interaction-recorded' || !event.data.talk) return []
      if (step.kind === 'record-interaction' && step.interaction.namedAt !== undefined) return []
      const since = thinkingSince(regulation, dossier, stages)
      if (since === null) return []
      const dueAt = dutyAt(situation.calendar, since, parseTerm(every))
      return dossier.openTasks.some((task) => task.dueAt === dueAt)
        ? []
        : [plan({ kind: 'call', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  watch: {
    order: 6,
    breaks: ({ dossier, situation, regulation }, { every, stages }) => {
      const since = thinkingSince(regulation, dossier, stages)
      if (since === null) return []
      return [breaking(dossier, sinceWorked(dossier, Math.max(since, dossier.touchedAt, dossier.enteredAt)), every, situation)]
    },
    follows: ({ dossier, situation, now, newId }, { every }) => {
      const dueAt = dutyAt(situation.calendar, now, parseTerm(every))
      return dossier.openTasks.some((task) => task.dueAt <= dueAt)
        ? []
        : [plan({ kind: 'call', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  words: {
    ru: {
      title: 'Клиент думает',
      clock: 'Клиент думает',
      names: { every: 'Как часто звонить', stages: 'На каких этапах' },
      sentence: ({ every, stages }, say) =>
        `Если на этапах ${say.stages(stages)} клиент думает и не назвал дату, ему звонят через ${say.span(every)} и дальше так же часто.`,
      fate: 'пора снова позвонить думающему клиенту',
      lesson:
        'Спросите: «Когда вам удобно вернуться к разговору?» Названная дата лучше любого напоминания. Нет даты — звоните раз в неделю.',
    },
    en: {
      title: 'The client is thinking',
      clock: 'The client thinks',
      names: { every: 'How often to call', stages: 'At which stages' },
      sentence: ({ every, stages }, say) =>
        `At ${say.stages(stages)}, a client who is thinking and has named no date is called in ${say.term(every)}, and so on.`,
      fate: 'the thinking client is due for a call',
      lesson: 'Ask: “When may we come back to this?” A named date is better than any reminder. No date: call every week.',
    },
  },
})
