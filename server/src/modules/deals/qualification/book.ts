import type { QualificationBook, QualificationBookEdit } from '@reglament/contract'
import { type Language, type Regulation, stageNow } from '@reglament/regulation'
import type { Db, Tx } from '../../../platform/database.ts'
import { at, json } from '../../../platform/instantColumn.ts'
import { type Fault, forbidden, invalid, stale } from '../../../platform/http/problem.ts'
import type { Text } from '../../../platform/text.ts'
import { mayChangeRegulation } from '../../members/index.ts'
import { bookInForce } from '../../rulebook/index.ts'
import type { Asking } from '../asking.ts'
import { shippedBook } from './shipped.ts'

const texts = {
  notYours: {
    ru: 'Вопросы и скрипт меняет руководитель, собственник или администратор.',
    en: 'Questions and script are changed by a head, the owner or an admin.',
  },
  twice: { ru: 'Такой ключ уже есть выше.', en: 'This key stands above already.' },
  noStage: { ru: 'Такого этапа в воронке продаж нет.', en: 'The sales pipeline has no such stage.' },
  notALink: {
    ru: 'Нужен адрес вида https://… с {query} на месте запроса.',
    en: 'An address like https://… is expected, with {query} in the place of the words.',
  },
} satisfies Record<string, Text>

/**
 * The company's own questions, script and engines, else those shipped. Questions of a stage that was taken away are asked where its deals
 * go on, where the `regulation` is told.
 */
export async function readBook(db: Db, workspaceId: number, language: Language, regulation?: Regulation): Promise<QualificationBook> {
  const own = await db
    .selectFrom('qualification_book')
    .select(['document', 'version'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  const book = own ? { version: own.version, ...(own.document as QualificationBookEdit) } : { version: 0, ...shippedBook(language) }
  if (!regulation) return book
  return { ...book, questions: book.questions.map((question) => ({ ...question, stage: stageNow(regulation.document, question.stage) })) }
}

/** Whether a template leads to the web and has a place for the words; anything else would be a link that people must not press. */
function isTemplate(url: string): boolean {
  try {
    const { protocol, username } = new URL(url.replaceAll('{query}', 'q'))
    return url.includes('{query}') && (protocol === 'https:' || protocol === 'http:') && username === ''
  } catch {
    return false
  }
}

const twice = (things: readonly { key: string }[], path: string): Fault[] =>
  things.flatMap(({ key }, i) =>
    things.findIndex((other) => other.key === key) < i ? [{ path: `${path}/${i}/key`, message: texts.twice }] : [],
  )

function faultsOf({ questions, engines }: QualificationBookEdit, regulation: Regulation): Fault[] {
  const stages = new Set([...regulation.pipelines.values()].flatMap((pipeline) => [...pipeline.stages.keys()]))
  return [
    ...twice(questions, '/questions'),
    ...twice(engines, '/engines'),
    ...questions.flatMap(({ stage }, i) => (stages.has(stage) ? [] : [{ path: `/questions/${i}/stage`, message: texts.noStage }])),
    ...engines.flatMap(({ url }, i) => (isTemplate(url) ? [] : [{ path: `/engines/${i}/url`, message: texts.notALink }])),
  ]
}

/** Writes the company's questions, script and engines. @throws Problem 403, 400, 412 with both values */
export async function writeBook(asking: Asking, edit: QualificationBookEdit, expected: number | undefined): Promise<QualificationBook> {
  const { tx, actor, now, language } = asking
  if (!mayChangeRegulation(actor.role)) throw forbidden(texts.notYours)
  const { regulation } = await bookInForce(tx, actor.workspaceId)
  const faults = faultsOf(edit, regulation)
  if (faults.length > 0) throw invalid(faults)
  await lock(tx, actor.workspaceId)
  const current = await readBook(tx, actor.workspaceId, language, regulation)
  if (expected !== undefined && expected !== current.version) throw stale(edit, current)
  const row = { document: json(edit), version: current.version + 1, changed_at: at(now), changed_by: actor.memberId }
  await tx
    .insertInto('qualification_book')
    .values({ workspace_id: actor.workspaceId, ...row })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
  return { ...edit, version: row.version }
}

/** The first writing has no row to lock: the workspace's is held. */
const lock = (tx: Tx, workspaceId: number) =>
  tx.selectFrom('workspace').select('id').where('id', '=', workspaceId).forNoKeyUpdate().execute()
