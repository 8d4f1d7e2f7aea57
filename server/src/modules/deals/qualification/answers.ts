import type { Qualification, QuestionAnswer } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import { at } from '../../../platform/instantColumn.ts'
import { notFound, Problem, stale } from '../../../platform/http/problem.ts'
import type { Asking } from '../asking.ts'
import { carryOut } from '../carryOut.ts'
import { isInSight, mustAct } from '../sight.ts'
import { lockCase } from '../lockCase.ts'
import { lookAtCase } from '../situation.ts'
import { readBook } from './book.ts'
import { fillIn, searchesFor } from './fill.ts'

type AnswerRow = { question: string; text: string; version: number; at: Instant; by_id: string; by_name: string | null }

const answersOf = (db: Db, workspaceId: number, dealId: string): Promise<AnswerRow[]> =>
  db
    .selectFrom('qualification_answer as answer')
    .leftJoin('member', (join) => join.onRef('member.workspace_id', '=', 'answer.workspace_id').onRef('member.id', '=', 'answer.by_id'))
    .select(['question', 'text', 'version', 'at', 'by_id', 'member.name as by_name'])
    .where('answer.workspace_id', '=', workspaceId)
    .where('deal_id', '=', dealId)
    .execute()

const say = (question: string, row: AnswerRow | undefined): QuestionAnswer =>
  row
    ? { question, text: row.text, version: row.version, at: formatInstant(row.at), by: { id: row.by_id, name: row.by_name ?? '' } }
    : { question, text: '', version: 0, at: null, by: null }

type KnownRow = {
  title: string
  fields: Record<string, unknown>
  client: string | null
  company: string | null
  manager: string | null
  phone: string | null
  email: string | null
  workspace: string
}

/** The qualification tab: questions with their answers, the script with its placeholders filled, and where to look the client up (B12). */
export async function readQualification(asking: Asking, dealId: string): Promise<Qualification> {
  const { tx, actor, language } = asking
  const { book, owned } = await lookAtCase(asking, dealId)
  if (!isInSight(actor, owned)) throw notFound()
  const questionsAndScript = await readBook(tx, actor.workspaceId, language, book.regulation)
  const answers = new Map((await answersOf(tx, actor.workspaceId, dealId)).map((row) => [row.question, row]))
  const { rows } = await sql<KnownRow>`
    select deal.title, deal.fields, contact.name as client, company.name as company, member.name as manager, contact.phone, contact.email,
      workspace.name as workspace
    from deal
    join workspace on workspace.id = deal.workspace_id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    where deal.workspace_id = ${actor.workspaceId} and deal.id = ${dealId}`.execute(tx)
  const { title, fields, ...client } = rows[0]!
  const source = book.regulation.fields.get('source')?.options.find(({ key }) => key === fields['source'])?.name[language] ?? null
  const known = { ...client, deal: title, source, manager: client.manager ?? actor.name }
  return {
    questions: questionsAndScript.questions.map((question) => ({ ...question, answer: say(question.key, answers.get(question.key)) })),
    script: questionsAndScript.script.map((step) => ({ title: step.title, parts: fillIn(step.text, known) })),
    searches: searchesFor(questionsAndScript, known),
  }
}

/**
 * Keeps what the client answered. `expected` is the version of the answer that was seen; an older one is a clear conflict with both
 * texts. The journal learns whether with it all questions of the stage are answered (B10, B12).
 * @throws Problem 404, 403, 412
 */
export async function answerQuestion(
  asking: Asking,
  dealId: string,
  { question: key, text, expected }: { question: string; text: string; expected: number | undefined },
): Promise<QuestionAnswer | Problem> {
  const { tx, actor, now, language } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  const { questions } = await readBook(tx, actor.workspaceId, language, found.book.regulation)
  const question = questions.find((one) => one.key === key)
  if (!question) throw notFound()
  const answers = new Map((await answersOf(tx, actor.workspaceId, dealId)).map((row) => [row.question, row]))
  const before = answers.get(key)
  const said = text.trim()
  if (expected !== undefined && expected !== (before?.version ?? 0)) throw stale({ text }, say(key, before))
  if (said === (before?.text ?? '')) return say(key, before)
  const isAnswered = (one: string) => (one === key ? said : (answers.get(one)?.text ?? '')) !== ''
  const complete = questions.filter(({ stage }) => stage === question.stage).every((one) => isAnswered(one.key))
  const step = { kind: 'answer-question' as const, question: key, textLength: said.length, stage: question.stage, complete }
  const written = { text: said, version: (before?.version ?? 0) + 1, at: at(now), by_id: actor.memberId }
  const outcome = await carryOut(asking, found, { steps: [step] }, () =>
    tx
      .insertInto('qualification_answer')
      .values({ workspace_id: actor.workspaceId, deal_id: dealId, question: key, ...written })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'deal_id', 'question']).doUpdateSet(written))
      .execute(),
  )
  if (outcome instanceof Problem) return outcome
  return say(key, { question: key, text: said, version: written.version, at: now, by_id: actor.memberId, by_name: actor.name })
}
