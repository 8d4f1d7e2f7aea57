import { add, dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import type { Dossier } from '../dossier.ts'
import { isSales } from '../pipelineKind.ts'
import { plan } from '../plan.ts'
import { stageFaults } from '../stageFaults.ts'

/** The task about the proposal: that of the stage, or the reminder that it has become. */
const taskOf = ({ openTasks }: Dossier, kind: string) => openTasks.find((task) => task.kind === kind || task.kind === 'remind')

/**
 * He has opened the proposal: call while he reads. He has not: remind him. Either moves the one task that there is (E3, D2, regulation
 * §11 row 30); a proposal told by phone has nothing to open.
 */
export const proposalOpened = clauseKind({
  kind: 'proposal-opened',
  ids: ['E3', 'D2'],
  needs: 'openings',
  params: Type.Object(
    {
      stage: Type.String({ default: 'proposal-sent' }),
      callWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '30 wmin' }),
      unopenedAfter: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '1 wd' }),
      remindWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '2 wh' }),
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['proposal-opened'],
    follows: ({ event, dossier, situation, regulation, now, newId }, { stage, callWithin }): Following[] => {
      if (event.type !== 'proposal-opened' || !isSales(regulation, dossier) || dossier.stage !== stage) return []
      const proposal = dossier.proposals.at(-1)
      // Only the first opening of the latest proposal says anything.
      if (proposal?.id !== event.data.id || proposal.openedAt !== event.at) return []
      const dueAt = dutyAt(situation.calendar, event.at, parseTerm(callWithin))
      const [kind] = regulation.stage(dossier.pipeline, stage).tasks.map((task) => task.kind)
      const task = taskOf(dossier, kind ?? '')
      return task
        ? [{ event: { type: 'task-changed', at: now, data: { id: task.id, dueAt: Math.min(task.dueAt, dueAt) } } }]
        : [plan({ kind: kind ?? 'call', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  watch: {
    order: 1,
    quiet: true,
    breaks: ({ dossier, situation, regulation }, { stage, unopenedAfter }) => {
      const proposal = dossier.proposals.at(-1)
      if (!isSales(regulation, dossier) || dossier.stage !== stage || !proposal || proposal.voiced || proposal.openedAt !== null) return []
      const from = dutyAt(situation.calendar, proposal.sentAt, parseTerm(unopenedAfter))
      return [{ about: proposal.id, since: proposal.sentAt, from, memberId: dossier.responsibleId }]
    },
    follows: ({ dossier, situation, regulation, breaking, now, newId }, { stage, remindWithin }): Following[] => {
      const [kind] = regulation.stage(dossier.pipeline, stage).tasks.map((task) => task.kind)
      const dueAt = add(situation.calendar, Math.max(now, breaking.from), parseTerm(remindWithin))
      const task = taskOf(dossier, kind ?? '')
      return task
        ? [{ event: { type: 'task-changed', at: now, data: { id: task.id, kind: 'remind', dueAt } } }]
        : [plan({ kind: 'remind', dueAt, assigneeId: dossier.responsibleId }, { dossier, now, newId })]
    },
  },
  faults: ({ stage }, document) => stageFaults([stage], document, () => '/stage'),
  words: {
    ru: {
      title: 'КП открыто или нет',
      clock: 'Открытие КП',
      names: {
        stage: 'Этап',
        callWithin: 'Срок звонка после открытия',
        unopenedAfter: 'Через сколько считать неоткрытым',
        remindWithin: 'Срок напоминания',
      },
      sentence: ({ stage, callWithin, unopenedAfter, remindWithin }, say) =>
        `Когда на этапе ${say.stage(stage)} клиент открыл КП, ему звонят за ${say.term(callWithin)}; если за ${say.term(unopenedAfter)} не открыл, напоминают за ${say.term(remindWithin)}, один раз.`,
      lesson: 'Лучшее время для звонка — пока КП у клиента перед глазами. Не открыл — письмо могло потеряться.',
      fate: 'если КП не откроют, дело станет напоминанием',
    },
    en: {
      title: 'Proposal opened or not',
      clock: 'Proposal opened',
      names: { stage: 'Stage', callWithin: 'Time to call after opening', unopenedAfter: 'Unopened after', remindWithin: 'Time to remind' },
      sentence: ({ stage, callWithin, unopenedAfter, remindWithin }, say) =>
        `When at ${say.stage(stage)} the client opens the proposal he is called within ${say.term(callWithin)}; if he has not opened it in ${say.term(unopenedAfter)} he is reminded within ${say.term(remindWithin)}, once.`,
      lesson: 'The best time to call is while he has the proposal before his eyes. Not opened: the letter may have got lost.',
      fate: 'unless the proposal is opened, the task becomes a reminder',
    },
  },
})
