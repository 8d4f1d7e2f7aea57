import { Type } from 'typebox'
import { chainOf } from '../chain.ts'
import { clauseKind, type Following } from '../clauseKind.ts'
import { isOversight } from '../oversight.ts'
import type { Speech } from '../speech.ts'

const params = Type.Object(
  {
    chain: Type.String({ maxLength: 1000, pattern: '^([a-zA-Z0-9._-]+ ?> ?[a-zA-Z0-9._-]+(, ?|$))*$', default: '' }),
    handedTo: Type.String({ maxLength: 64, default: 'production' }),
    taskWithin: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '1 wd' }),
  },
  { additionalProperties: false },
)

const links = (chain: string, say: Speech) =>
  chainOf(chain)
    .map(({ from, to }) => `${say.pipeline(from)} → ${say.pipeline(to)}`)
    .join(', ')

/** Winning a deal opens the next one in line, linked; its open tasks go along, so that nothing promised is forgotten (C4, G5, regulation §4). */
export const wonOpensNext = clauseKind({
  kind: 'won-opens-next',
  ids: ['C4', 'G5'],
  everywhere: true,
  params,
  consequence: {
    after: ['deal-won'],
    follows: ({ dossier, situation, regulation, now, newId }, { chain, handedTo, taskWithin }): Following[] => {
      const next = chainOf(chain).find(({ from }) => from === dossier.pipeline)
      if (!next || !regulation.pipelines.has(next.to)) return []
      const { accountManagerId = null } = situation
      const responsibleId = next.to === handedTo ? (accountManagerId ?? dossier.responsibleId) : dossier.responsibleId
      // What the seller had to do goes to whoever works the deal now; what was somebody else's stays his.
      // What somebody had to decide about the won deal ends with it.
      const open = dossier.openTasks.filter((task) => !isOversight(task))
      const tasks = open.map((task) =>
        task.assigneeId === null || task.assigneeId === dossier.responsibleId ? { ...task, assigneeId: responsibleId } : task,
      )
      const wentOn = tasks.map(({ id }): Following => ({ event: { type: 'task-cancelled', at: now, data: { id, why: 'went-on' } } }))
      const data = { dealId: newId(), pipeline: next.to, responsibleId, taskWithin, tasks }
      return [...wentOn, { event: { type: 'next-deal-opened', at: now, data } }]
    },
  },
  faults: ({ chain, handedTo }, { pipelines }) => {
    const known = new Set(pipelines.map(({ key }) => key))
    const none = (key: string) => ({ ru: `Нет воронки ${key}.`, en: `no pipeline ${key}` })
    const links = chainOf(chain)
    const ofChain = links.flatMap(({ from, to }, i) => [
      ...[from, to].filter((key) => !known.has(key)).map(none),
      ...pipelines
        .filter(({ key, archived }) => key === to && archived)
        .map(({ name }) => ({ ru: `Воронка «${name.ru}» в архиве.`, en: `the pipeline “${name.en}” is archived` })),
      ...(from === to ? [{ ru: `Воронка ${from} открывает саму себя.`, en: `the pipeline ${from} opens itself` }] : []),
      ...(links.findIndex((other) => other.from === from) < i
        ? [{ ru: `После ${from} идут две воронки.`, en: `two pipelines follow ${from}` }]
        : []),
    ])
    return [
      ...ofChain.map((message) => ({ path: '/chain', message })),
      ...(handedTo === '' || known.has(handedTo) ? [] : [{ path: '/handedTo', message: none(handedTo) }]),
    ]
  },
  words: {
    ru: {
      title: 'После победы — следующая сделка',
      names: { chain: 'Какая воронка за какой', handedTo: 'Куда сделку передают аккаунт-менеджеру', taskWithin: 'Срок первого дела' },
      sentence: ({ chain, handedTo, taskWithin }, say) =>
        `Выигранная сделка открывает следующую, связанную с ней: ${links(chain, say)}. Незаконченные дела переходят в неё; если их нет, первое дело — за ${say.term(taskWithin)}. Ответственный тот же${handedTo === '' ? '' : `, а в воронке ${say.pipeline(handedTo)} — аккаунт-менеджер`}.`,
      lesson: 'Клиент не должен начинать заново. Всё, что о нём известно и ему обещано, переходит вместе со сделкой.',
    },
    en: {
      title: 'The next deal after winning',
      names: {
        chain: 'Which pipeline follows which',
        handedTo: 'Where the account manager takes over',
        taskWithin: 'Time for the first task',
      },
      sentence: ({ chain, handedTo, taskWithin }, say) =>
        `A won deal opens the next one, linked to it: ${links(chain, say)}. Unfinished tasks go along; where there are none the first is due within ${say.term(taskWithin)}. The responsible stays${handedTo === '' ? '' : `, and in ${say.pipeline(handedTo)} it is the account manager`}.`,
      lesson: 'A client must not begin anew. All that is known of him and promised to him goes along with the deal.',
    },
  },
})
