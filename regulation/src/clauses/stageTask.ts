import { dutyAt } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { plan } from '../plan.ts'

/** The name of a task inside a sentence. */
const within = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** Entering a stage sets its task with its term; a date that the person named stands instead of the term (D2, regulation §4). */
export const stageTask = clauseKind({
  kind: 'stage-task',
  ids: ['D2'],
  everywhere: true,
  params: Type.Object({}, { additionalProperties: false }),
  consequence: {
    after: ['deal-created', 'stage-moved', 'deal-reopened'],
    follows: ({ step, dossier, situation, regulation, now, newId }) => {
      const named = step.kind === 'move' ? step.task : undefined
      return regulation.stage(dossier.pipeline, dossier.stage).tasks.map(({ kind, term }, i) => {
        const own = i === 0 ? named : undefined
        return plan(
          {
            kind,
            dueAt: own?.dueAt ?? dutyAt(situation.calendar, now, term),
            text: own?.text,
            assigneeId: own?.assigneeId ?? dossier.responsibleId,
          },
          { dossier, now, newId },
        )
      })
    },
  },
  words: {
    ru: {
      title: 'Дело этапа',
      atStage: ({ tasks }, say) =>
        tasks.length === 0 ? null : tasks.map(({ kind, term }) => `${within(say.taskKind(kind))} за ${say.span(term)}`).join('; '),
      sentence: () => 'На каждом этапе сделка получает его дело с его сроком; если клиент назвал дату, срок — эта дата.',
      lesson:
        'Дело появляется само, чтобы не держать сроки в голове. Сроки — рабочие: ночь и выходные не считаются. Если клиент назвал день, укажите его при переводе.',
    },
    en: {
      title: 'Task of a stage',
      atStage: ({ tasks }, say) =>
        tasks.length === 0 ? null : tasks.map(({ kind, term }) => `${within(say.taskKind(kind))} in ${say.term(term)}`).join('; '),
      sentence: () => 'At each stage the deal gets the task of that stage with its term; a date named by the client stands instead.',
      lesson:
        'The task appears by itself, so that nobody has to remember terms. They run in working time: nights and days off do not count. If the client named a day, give it when you move the deal.',
    },
  },
})
