import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AnswerEdit, Id, Key, Qualification, QualificationBook, QualificationBookEdit, QuestionAnswer } from '@reglament/contract'
import { Type } from 'typebox'
import { etag, performAct, Problem, versionExpected } from '../../../platform/http/index.ts'
import { bookInForce } from '../../rulebook/index.ts'
import { actingOf, asker } from '../asking.ts'
import { answerQuestion, readQualification } from './answers.ts'
import { readBook, writeBook } from './book.ts'

const OfDeal = Type.Object({ dealId: Id })
const OfQuestion = Type.Object({ dealId: Id, question: Key })

/** The questions of the first call, the script, and what the client answered (B12). */
export const qualificationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { look } = asker(app)

  app.get('/qualification', { schema: { response: { 200: QualificationBook } } }, (request, reply) =>
    look(request, async ({ tx, actor, language }) => {
      const { regulation } = await bookInForce(tx, actor.workspaceId)
      const book = await readBook(tx, actor.workspaceId, language, regulation)
      reply.header('etag', etag(book.version))
      return book
    }),
  )
  app.put('/qualification', { schema: { body: QualificationBookEdit, response: { 200: QualificationBook } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const book = await writeBook(await actingOf(tx, request), request.body, versionExpected(request))
      return { status: 200, body: book, headers: { etag: etag(book.version) } }
    }),
  )

  app.get('/deals/:dealId/qualification', { schema: { params: OfDeal, response: { 200: Qualification } } }, (request) =>
    look(request, (asking) => readQualification(asking, request.params.dealId)),
  )
  app.patch(
    '/deals/:dealId/qualification/:question',
    { schema: { params: OfQuestion, body: AnswerEdit, response: { 200: QuestionAnswer } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        const { dealId, question } = request.params
        const answer = await answerQuestion(await actingOf(tx, request), dealId, {
          question,
          text: request.body.text,
          expected: versionExpected(request),
        })
        return answer instanceof Problem ? answer : { status: 200, body: answer, headers: { etag: etag(answer.version) } }
      }),
  )
}
