import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Draft,
  DraftCreation,
  DraftList,
  Enactment,
  FieldList,
  Id,
  ListUse,
  ListUses,
  LossReasons,
  PipelineList,
  RegulationFigures,
  RegulationInForce,
  RegulationPreview,
  RegulationText,
  RegulationVersion,
  RegulationVersionList,
  TaskKindList,
  VersionDifferences,
  WorkingDraft,
} from '@reglament/contract'
import { formatInstant, formatTerm, parseInstant } from '@reglament/kernel'
import { askedBy, ownTaskKinds, readClauses } from '@reglament/regulation'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto, type Tx } from '../../platform/database.ts'
import { etag, forbidden, notFound, performAct, versionExpected } from '../../platform/http/index.ts'
import { mayChangeRegulation, maySeeOthers } from '../members/index.ts'
import { documentInForce } from './documents.ts'
import { previewDraft } from './preview.ts'
import { namesOf, peopleOf } from './named.ts'
import { addDraft, enactDraft, readDrafts, versionDifferences, withdrawVersion } from './drafts.ts'
import { readFigures } from './figures.ts'
import { closureWordUses, lossReasonUses, taskKindUses } from './listUses.ts'
import { readVersions } from './versions.ts'
import { type Book, bookInForce, stageId } from './inForce.ts'
import { discardWorkingDraft, readWorkingDraft, writeWorkingDraft } from './workingDraft.ts'

const mayNotChange = {
  ru: 'Регламент меняет руководитель, собственник или администратор.',
  en: 'The regulation is changed by a head, the owner or an admin.',
}
const figuresOfAll = {
  ru: 'Сколько раз пункт нарушали, видят руководитель, ОКК и собственник.',
  en: 'How often a clause was broken is seen by heads, quality control and the owner.',
}
const ByNumber = Type.Object({ number: Type.String({ maxLength: 64 }) })
/** A version by its number; what is no number is no version. */
const versionOf = ({ number }: { number: string }): number => {
  if (!/^[1-9]\d{0,8}$/.test(number)) throw notFound()
  return Number(number)
}
const mustChange = ({ actor }: FastifyRequest) => {
  if (!mayChangeRegulation(actor.role)) throw forbidden(mayNotChange)
}

/** The regulation to read, and the lists that every screen is built from. */
export const rulebookRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const read = <Result>({ actor }: FastifyRequest, work: (book: Book, tx: Tx) => Result | Promise<Result>) =>
    lookInto(app.services, actor.workspaceId, async (tx) => work(await bookInForce(tx, actor.workspaceId), tx))

  app.get('/regulation', { schema: { response: { 200: RegulationInForce } } }, (request) =>
    read(request, async ({ regulation }, tx) => {
      const version = await tx
        .selectFrom('regulation_version as v')
        .leftJoin('member', (join) => join.onRef('member.workspace_id', '=', 'v.workspace_id').onRef('member.id', '=', 'v.author_id'))
        .select(['v.in_force_from', 'member.name as author'])
        .where('v.workspace_id', '=', request.actor.workspaceId)
        .where('v.number', '=', regulation.version)
        .executeTakeFirstOrThrow()
      return {
        version: regulation.version,
        inForceFrom: formatInstant(version.in_force_from),
        author: version.author,
        clauses: readClauses(regulation, request.locale, namesOf(await peopleOf(tx, request.actor.workspaceId, regulation.document))),
      }
    }),
  )

  app.get('/regulation/document', { schema: { response: { 200: RegulationText } } }, (request) =>
    read(request, async (book, tx) => ({
      version: book.regulation.version,
      document: await documentInForce(tx, request.actor.workspaceId, book),
    })),
  )

  app.get('/regulation/figures', { schema: { response: { 200: RegulationFigures } } }, (request) => {
    if (!maySeeOthers(request.actor.role)) throw forbidden(figuresOfAll)
    const { workspaceId } = request.actor
    return lookInto(app.services, workspaceId, (tx) => readFigures(tx, workspaceId, app.services.clock.now(request.actor)))
  })

  app.get('/pipelines', { schema: { response: { 200: PipelineList } } }, (request) =>
    read(request, (book) => ({
      items: [...book.regulation.pipelines.values()].map(({ key, name, kind, archived, stages }) => ({
        id: book.pipelineIds.get(key)!,
        archived,
        key,
        name: name[request.locale],
        kind,
        workedBy: [...new Set(book.regulation.document.pipelines.find((one) => one.key === key)?.stages.flatMap(({ worksIt }) => worksIt))],
        stages: [...stages.values()].map((stage) => ({
          id: stageId(book, key, stage.key),
          key: stage.key,
          name: stage.name[request.locale],
          kind: stage.kind,
          optional: stage.optional,
          position: stage.position,
          required: [...stage.required],
          stay: stage.stay && formatTerm(stage.stay),
        })),
      })),
    })),
  )

  app.get('/fields', { schema: { response: { 200: FieldList } } }, (request) =>
    read(request, ({ regulation }) => ({
      items: [...regulation.fields.values()].map(({ key, name, type, options, system, retired = false }) => ({
        key,
        name: name[request.locale],
        type,
        system,
        retired,
        options: options.map((option) => ({
          key: option.key,
          name: option.name[request.locale],
          ...(option.retired && { retired: true }),
        })),
      })),
    })),
  )

  app.get('/loss-reasons', { schema: { response: { 200: LossReasons } } }, (request) =>
    read(request, ({ regulation }) => ({
      items: regulation.document.lossReasons
        .filter(({ kind }) => kind !== 'adopted')
        .map((reason) => ({
          key: reason.key,
          name: reason.name[request.locale],
          kind: reason.kind,
          asks: askedBy(reason),
          retired: reason.retired ?? false,
        })),
      criteria: regulation.document.criteria
        .filter(({ retired }) => !retired)
        .map(({ key, name }) => ({ key, name: name[request.locale] })),
    })),
  )

  app.get('/task-kinds', { schema: { response: { 200: TaskKindList } } }, (request) =>
    read(request, ({ regulation }) => ({
      items: [...regulation.taskKinds.values()].map(({ key, name, byHand, retired = false }) => ({
        key,
        name: name[request.locale],
        byHand: byHand && !retired,
        retired,
        own: !ownTaskKinds.has(key),
      })),
    })),
  )

  const uses = (request: FastifyRequest, read: (tx: Tx, workspaceId: number, book: Book) => Promise<ListUse[]>) => {
    mustChange(request)
    const { workspaceId } = request.actor
    return lookInto(app.services, workspaceId, async (tx) => ({
      items: await read(tx, workspaceId, await bookInForce(tx, workspaceId)),
    }))
  }
  app.get('/loss-reasons/uses', { schema: { response: { 200: ListUses } } }, (request) =>
    uses(request, (tx, workspaceId, { regulation }) => lossReasonUses(tx, workspaceId, [...regulation.lossReasons.keys()])),
  )
  app.get('/loss-criteria/uses', { schema: { response: { 200: ListUses } } }, (request) =>
    uses(request, (tx, workspaceId, { regulation }) =>
      closureWordUses(
        tx,
        workspaceId,
        'criterion',
        regulation.document.criteria.map(({ key }) => key),
      ),
    ),
  )
  app.get('/false-losses/uses', { schema: { response: { 200: ListUses } } }, (request) =>
    uses(request, (tx, workspaceId, { regulation }) => closureWordUses(tx, workspaceId, 'false-loss', [...regulation.falseLosses.keys()])),
  )
  app.get('/task-kinds/uses', { schema: { response: { 200: ListUses } } }, (request) =>
    uses(request, (tx, workspaceId, { regulation }) => taskKindUses(tx, workspaceId, [...regulation.taskKinds.keys()])),
  )

  app.get('/regulation/versions', { schema: { response: { 200: RegulationVersionList } } }, (request) =>
    lookInto(app.services, request.actor.workspaceId, async (tx) => ({ items: await readVersions(tx, request.actor.workspaceId) })),
  )
  app.get(
    '/regulation/versions/:number/differences',
    {
      schema: {
        params: ByNumber,
        querystring: Type.Object(
          { against: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })) },
          { additionalProperties: false },
        ),
        response: { 200: VersionDifferences },
      },
    },
    ({ actor, params, query, locale }) =>
      lookInto(app.services, actor.workspaceId, (tx) =>
        versionDifferences(tx, actor.workspaceId, versionOf(params), query.against, locale),
      ),
  )
  app.delete('/regulation/versions/:number', { schema: { params: ByNumber, response: { 204: Type.Null() } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustChange(request)
      await withdrawVersion(tx, request.actor.workspaceId, versionOf(request.params), app.services.clock.now(request.actor))
      return { status: 204 }
    }),
  )
  app.get('/regulation/drafts', { schema: { response: { 200: DraftList } } }, (request) => {
    mustChange(request)
    return lookInto(app.services, request.actor.workspaceId, async (tx) => ({
      items: await readDrafts(tx, request.actor.workspaceId, request.locale),
    }))
  })
  app.post('/regulation/previews', { schema: { body: DraftCreation, response: { 200: RegulationPreview } } }, (request) => {
    mustChange(request)
    const { workspaceId } = request.actor
    const now = app.services.clock.now(request.actor)
    return lookInto(app.services, workspaceId, (tx) => previewDraft(tx, workspaceId, request.body, request.locale, now))
  })
  app.get('/regulation/working-draft', { schema: { response: { 200: WorkingDraft } } }, (request, reply) => {
    mustChange(request)
    return lookInto(app.services, request.actor.workspaceId, async (tx) => {
      const draft = await readWorkingDraft(tx, request.actor.workspaceId)
      reply.header('etag', etag(draft.version))
      return draft
    })
  })
  app.put('/regulation/working-draft', { schema: { body: DraftCreation, response: { 200: WorkingDraft } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustChange(request)
      const { workspaceId, memberId } = request.actor
      const writing = { content: request.body, expected: versionExpected(request) }
      const draft = await writeWorkingDraft(tx, workspaceId, memberId, writing, app.services.clock.now(request.actor))
      return { status: 200, body: draft, headers: { etag: etag(draft.version) } }
    }),
  )
  app.delete('/regulation/working-draft', { schema: { response: { 204: Type.Null() } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustChange(request)
      await discardWorkingDraft(tx, request.actor.workspaceId, versionExpected(request))
      return { status: 204 }
    }),
  )
  app.post('/regulation/drafts', { schema: { body: DraftCreation, response: { 201: Draft } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustChange(request)
      const { workspaceId, memberId } = request.actor
      const id = await addDraft(tx, workspaceId, memberId, request.body, app.services.clock.now(request.actor))
      return { status: 201, body: (await readDrafts(tx, workspaceId, request.locale, id))[0]! }
    }),
  )
  app.post(
    '/regulation/drafts/:id/enactment',
    { schema: { params: Type.Object({ id: Id }), body: Enactment, response: { 201: RegulationVersion } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustChange(request)
        const { workspaceId, memberId } = request.actor
        const { from } = request.body
        const enactment = { draftId: request.params.id, ...(from !== undefined && { from: parseInstant(from) }) }
        const number = await enactDraft(tx, workspaceId, memberId, enactment, app.services.clock.now(request.actor))
        return { status: 201, body: (await readVersions(tx, workspaceId)).find((version) => version.number === number)! }
      }),
  )
}
