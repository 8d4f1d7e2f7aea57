import { add, parseTerm } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'

const one = '(responsible|department|head|all)'
const stepsOf = (text: string) => text.split(',').map((step) => step.trim() as keyof typeof ru)

/** A call goes on until somebody answers: to the responsible, to his department, and above (F1). Who is rung when is known as it rings. */
export const callCascade = clauseKind({
  kind: 'call-cascade',
  ids: ['F1'],
  needs: 'calls',
  params: Type.Object(
    {
      steps: Type.String({ pattern: `^${one}(, ?${one}){0,5}$`, default: 'responsible, department, head' }),
      each: Type.String({ pattern: '^\\d{1,3} s$', default: '10 s' }),
    },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['call-rang'],
    follows: ({ event, situation, now }, { steps, each }) => {
      if (event.type !== 'call-rang') return []
      const { n, unit } = parseTerm(each)
      const planned = stepsOf(steps).map((to, i) => ({ to, at: add(situation.calendar, event.at, { n: n * i, unit }) }))
      return [{ event: { type: 'cascade-planned', at: now, data: { id: event.data.id, steps: planned } } }]
    },
  },
  words: {
    ru: {
      title: 'Каскад звонка',
      names: { steps: 'Кому звонить по очереди', each: 'Сколько ждать на каждой ступени' },
      sentence: ({ steps, each }, say) =>
        `Входящий звонок каждые ${say.term(each)} идёт дальше, пока кто-нибудь не ответит: ${stepsOf(steps)
          .map((step) => ru[step])
          .join(', ')}.`,
      lesson: 'Клиент не знает, чей он. Ответьте на звонок коллеги: это ваш общий клиент.',
    },
    en: {
      title: 'Cascade of a call',
      names: { steps: 'Who is rung in turn', each: 'How long each step rings' },
      sentence: ({ steps, each }, say) =>
        `An inbound call goes on every ${say.term(each)} until somebody answers: ${stepsOf(steps)
          .map((step) => en[step])
          .join(', ')}.`,
      lesson: 'The client does not know whose he is. Answer a colleague’s call: he is a client of all of you.',
    },
  },
})

const ru = { responsible: 'ответственный', department: 'его отдел', head: 'руководитель', all: 'все' }
const en = { responsible: 'the responsible', department: 'his department', head: 'the head', all: 'everybody' }
