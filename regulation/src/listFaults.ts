import type { RegulationDocument } from './document.ts'
import type { DocumentFault } from './lint.ts'
import { askedBy } from './losing.ts'

/** Reasons by which the regulation itself closes a deal of a silent client: they count attempts and days by these keys (regulation §8). */
export const silentReasons: ReadonlySet<string> = new Set(['does-not-answer', 'could-not-reach'])

/** Kinds of tasks that clauses set by themselves; they may be called otherwise, and are always there. */
export const ownTaskKinds: ReadonlySet<string> = new Set([
  'call',
  'other',
  'first-contact',
  'next-step',
  'call-back',
  'await-contacts',
  'close-or-find-channel',
  'touch',
  'decide-deal',
  'decide-lifetime',
  'check-closing',
  'review-imported',
  'remind',
  'mend-and-move',
  'take-over',
])

type Kept = { readonly key: string; readonly retired?: boolean; readonly replacedBy?: string }
type Lists = Pick<RegulationDocument, 'fields' | 'taskKinds' | 'lossReasons' | 'criteria' | 'falseLosses'>

/** What takes the place of something retired is there, and is not retired itself. */
const replacementFaults = (items: readonly Kept[], at: string): DocumentFault[] =>
  items.flatMap(({ key, retired, replacedBy }, i): DocumentFault[] => {
    if (replacedBy === undefined) return []
    const path = `${at}/${i}/replacedBy`
    const by = items.find((item) => item.key === replacedBy)
    if (!retired)
      return [{ path, message: `${key} is not retired: nothing takes its place`, ru: 'Заменяют только то, что убрано из выбора.' }]
    if (by && !by.retired && by.key !== key) return []
    return [
      { path, message: `${replacedBy} can't take the place of ${key}`, ru: 'Замена должна быть в этом же списке и не убрана из выбора.' },
    ]
  })

function lossFaults(lossReasons: Lists['lossReasons']): DocumentFault[] {
  const at = '/lossReasons'
  const gone = [...silentReasons].filter((key) => !lossReasons.some((reason) => reason.key === key && !reason.retired))
  const canBeUnstated = lossReasons.some(({ kind, retired }) => kind === 'adopted' && !retired)
  return [
    ...gone.map((key) => ({
      path: at,
      message: `the regulation closes deals as ${key} itself`,
      ru: `Причиной ${key} сделки закрывает сам регламент: убрать её нельзя.`,
    })),
    ...(canBeUnstated
      ? []
      : [
          { path: at, message: 'imported losses need a reason of kind adopted', ru: 'Нужна причина для перенесённых отказов без причины.' },
        ]),
    ...lossReasons.flatMap((reason, i): DocumentFault[] => {
      const silent = reason.kind === 'client-silent'
      if (silent !== silentReasons.has(reason.key))
        return [
          {
            path: `${at}/${i}/kind`,
            message: 'a silent client is closed as does-not-answer or could-not-reach',
            ru: '«Клиент молчит» — только «не отвечает» и «не дозвонился»: по ним регламент считает попытки и дни.',
          },
        ]
      const by = lossReasons.find(({ key }) => key === reason.replacedBy)
      if (!by) return []
      if (by.kind === 'adopted')
        return [
          {
            path: `${at}/${i}/replacedBy`,
            message: 'that reason is set by adoption only',
            ru: 'Эту причину ставит только перенос сделок.',
          },
        ]
      return askedBy(by) === 'nothing' || askedBy(by) === askedBy(reason)
        ? []
        : [
            {
              path: `${at}/${i}/replacedBy`,
              message: `the deals have not named what ${by.key} asks for`,
              ru: `Причина «${by.name.ru}» просит то, чего в прежних сделках нет.`,
            },
          ]
    }),
  ]
}

/** Whoever is asked to choose has something to choose from. */
function choiceFaults({ lossReasons, criteria, falseLosses = [] }: Lists): DocumentFault[] {
  const isOffered = ({ retired }: { readonly retired?: boolean }) => !retired
  const asksForCriterion = lossReasons.some(({ kind, retired }) => kind === 'by-rules' && !retired)
  return [
    ...(asksForCriterion && !criteria.some(isOffered)
      ? [
          {
            path: '/criteria',
            message: 'a deal dropped by rules needs a criterion to choose',
            ru: 'Хотя бы один критерий должен остаться в выборе: его просит причина «решили мы».',
          },
        ]
      : []),
    ...(falseLosses.length > 0 && !falseLosses.some(isOffered)
      ? [
          {
            path: '/falseLosses',
            message: 'a false loss needs a kind to choose',
            ru: 'Хотя бы один вид ложного отказа должен остаться в выборе.',
          },
        ]
      : []),
  ]
}

/** Lists that make sense: what is retired has its replacement, and what the regulation uses by itself is there (A11). */
export const listFaults = ({ fields, taskKinds, lossReasons, ...named }: Lists): DocumentFault[] => [
  ...choiceFaults({ fields, taskKinds, lossReasons, ...named }),
  ...fields.flatMap(({ options }, i) => replacementFaults(options, `/fields/${i}/options`)),
  ...replacementFaults(taskKinds, '/taskKinds'),
  ...replacementFaults(lossReasons, '/lossReasons'),
  ...lossFaults(lossReasons),
  ...[...ownTaskKinds]
    .filter((key) => !taskKinds.some((kind) => kind.key === key && !kind.retired))
    .map((key) => ({
      path: '/taskKinds',
      message: `the regulation sets tasks of the kind ${key} itself`,
      ru: `Дела вида ${key} ставит сам регламент: убрать этот вид нельзя.`,
    })),
]
