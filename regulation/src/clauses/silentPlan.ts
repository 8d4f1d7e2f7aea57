import { dutyAt, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

/** After a talk the same button plans the tries over three weeks (H2, regulation §6). */
export const silentPlan = clauseKind({
  kind: 'silent-plan',
  ids: ['H2', 'E6'],
  params: Type.Object(
    {
      waits: Type.Array(Type.String({ pattern: '^(\\d{1,4} (wmin|wh|wd|d)|\\d{1,3} w)$' }), {
        minItems: 1,
        maxItems: 10,
        default: ['1 wd', '1 w', '1 w'],
      }),
      atLeastAfter: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '3 w' }),
      thenEvery: Type.String({ pattern: '^(\\d{1,4} d|\\d{1,3} (w|mo))$', default: '1 w' }),
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['interaction-recorded'],
    follows: ({ step, dossier, situation, now }, { waits, atLeastAfter, thenEvery }) => {
      // Never reached by phone is the matter of the ladder; without a phone there is only this plan (regulation §5, §6).
      if (step.kind !== 'no-answer' || (dossier.talkedAt === null && situation.client.channels.phone)) return []
      const { calendar } = situation
      const wait = waits[dossier.silentStep]
      const every = dutyAt(calendar, now, parseTerm(thenEvery))
      const dueAt =
        wait === undefined
          ? Math.max(dutyAt(calendar, dossier.heardAt, parseTerm(atLeastAfter)), every)
          : dutyAt(calendar, now, parseTerm(wait))
      return [
        { event: { type: 'silent-stepped', at: now, data: { step: dossier.silentStep + 1 } } },
        { event: { type: 'task-changed', at: now, data: { id: step.taskId, dueAt } } },
      ]
    },
  },
  words: {
    ru: {
      title: 'Клиент замолчал',
      names: { waits: 'Когда пробовать снова', atLeastAfter: 'Не раньше, чем тишина длится', thenEvery: 'Дальше — каждые' },
      sentence: ({ waits, atLeastAfter, thenEvery }, say) =>
        `Клиента, с которым уже говорили, пробуют снова: ${waits.map((wait: string) => `через ${say.span(wait)}`).join(', затем ')}, потом не раньше, чем пройдёт ${say.term(atLeastAfter)} тишины, и дальше раз в ${say.span(thenEvery)}.`,
      lesson:
        'Замолчавший клиент — не отказ. Пробуйте в разное время; после КП напишите письмо, которое легко прочесть и на которое легко ответить.',
    },
    en: {
      title: 'The client went silent',
      names: { waits: 'When to try again', atLeastAfter: 'Not before the silence lasts', thenEvery: 'From then on every' },
      sentence: ({ waits, atLeastAfter, thenEvery }, say) =>
        `A client with whom one has talked is tried again ${waits.map((wait: string) => `in ${say.term(wait)}`).join(', then ')}, then not before ${say.term(atLeastAfter)} of silence, and every ${say.term(thenEvery)} from then on.`,
      lesson:
        'A silent client is no refusal. Try at different times; after a proposal write a letter that is easy to read and easy to answer.',
    },
  },
})
