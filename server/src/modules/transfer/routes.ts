import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  GuessedMapping,
  Id,
  Import,
  ImportGuess,
  ImportList,
  ImportPreview,
  ImportPreviewAsked,
  ImportReading,
  ImportRun,
  type ImportState,
  SavedMapping,
  SavedMappingCreation,
  SavedMappingList,
} from '@reglament/contract'
import { formatInstant, newId } from '@reglament/kernel'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { forbidden, invalid, notFound, performAct } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { mayTransfer } from '../members/index.ts'
import { ImportError } from './faults.ts'
import { readAgain, storeFile, uploadBytesMax } from './importFiles.ts'
import { guessAnew, makeImport, orderRun, previewImport, readImport } from './imports.ts'
import { runImport } from './runImport.ts'
import { checkMapping } from './mapping.ts'

const mayNot = { ru: 'Переносят данные собственник и администратор.', en: 'Data is brought in by an owner or an admin.' }
const mustTransfer = ({ actor }: FastifyRequest) => {
  if (!mayTransfer(actor.role)) throw forbidden(mayNot)
}
const ById = Type.Object({ id: Id }, { additionalProperties: false })

/** Bringing files in through the screen: upload, mapping, dry run, run, report (L3). */
export const transferRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  // A file comes as it is, and only here.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: uploadBytesMax }, (_request, body, done) =>
    done(null, body),
  )
  const runOf = ({ actor }: FastifyRequest, { id }: { id: string }) => ({ workspaceId: actor.workspaceId, id })

  app.post('/imports', { schema: { response: { 201: Import } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustTransfer(request)
      const id = await makeImport(tx, request.actor, services.clock.real())
      return { status: 201, body: await readImport(tx, { workspaceId: request.actor.workspaceId, id }, request.locale) }
    }),
  )

  app.get('/imports', { schema: { response: { 200: ImportList } } }, (request) => {
    mustTransfer(request)
    const { workspaceId } = request.actor
    return lookInto(services, workspaceId, async (tx) => {
      const rows = await tx
        .selectFrom('import')
        .innerJoin('member', (join) =>
          join.onRef('member.workspace_id', '=', 'import.workspace_id').onRef('member.id', '=', 'import.by_id'),
        )
        .select(['import.id', 'import.state', 'import.created_at', 'import.main_file', 'import.dry_run', 'import.rows_done'])
        .select(['member.id as by_id', 'member.name as by_name'])
        .where('import.workspace_id', '=', workspaceId)
        .where('import.state', '!=', 'made')
        .orderBy('import.created_at', 'desc')
        .limit(50)
        .execute()
      return {
        items: rows.map((row) => ({
          id: row.id,
          state: row.state as ImportState,
          by: { id: row.by_id, name: row.by_name },
          createdAt: formatInstant(row.created_at),
          main: row.main_file,
          dryRun: row.dry_run,
          rowsDone: row.rows_done,
        })),
      }
    })
  })

  app.get('/imports/:id', { schema: { params: ById, response: { 200: Import } } }, (request) => {
    mustTransfer(request)
    const run = runOf(request, request.params)
    return lookInto(services, run.workspaceId, (tx) => readImport(tx, run, request.locale))
  })

  app.put(
    '/imports/:id/files/:name',
    {
      bodyLimit: uploadBytesMax,
      schema: { params: Type.Object({ id: Id, name: Type.String({ minLength: 1, maxLength: 200 }) }), response: { 200: Import } },
    },
    (request) => {
      mustTransfer(request)
      const run = runOf(request, request.params)
      return storeFile(services, run, request.params.name, request.body).then(() =>
        lookInto(services, run.workspaceId, (tx) => readImport(tx, run, request.locale)),
      )
    },
  )

  app.put(
    '/imports/:id/files/:name/reading',
    {
      schema: {
        params: Type.Object({ id: Id, name: Type.String({ minLength: 1, maxLength: 200 }) }),
        body: ImportReading,
        response: { 200: Import },
      },
    },
    (request) => {
      mustTransfer(request)
      const run = runOf(request, request.params)
      return readAgain(services, run, request.params.name, request.body).then(() =>
        lookInto(services, run.workspaceId, (tx) => readImport(tx, run, request.locale)),
      )
    },
  )

  app.post('/imports/:id/guesses', { schema: { params: ById, body: ImportGuess, response: { 200: GuessedMapping } } }, (request) => {
    mustTransfer(request)
    const run = runOf(request, request.params)
    return lookInto(services, run.workspaceId, (tx) => guessAnew(tx, run, request.body))
  })

  app.post('/imports/:id/previews', { schema: { params: ById, body: ImportPreviewAsked, response: { 200: ImportPreview } } }, (request) => {
    mustTransfer(request)
    return previewImport(services, runOf(request, request.params), request.body, request.locale)
  })

  app.post('/imports/:id/runs', { schema: { params: ById, body: ImportRun, response: { 201: Import } } }, async (request, reply) => {
    mustTransfer(request)
    const run = runOf(request, request.params)
    await performAct(request, reply, async (tx) => {
      await orderRun(tx, run, request.body)
      return { status: 201, body: await readImport(tx, run, request.locale) }
    })
    // The answer has gone out; should this process end now, another takes it up.
    void runImport(services, run, request.locale)
    return reply
  })

  app.get('/imports/:id/rejected', { schema: { params: ById } }, async (request, reply) => {
    mustTransfer(request)
    const { workspaceId, id } = runOf(request, request.params)
    const row = await lookInto(services, workspaceId, (tx) =>
      tx.selectFrom('import').select('rejected').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst(),
    )
    if (!row?.rejected) throw notFound()
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rejected.csv"').send(row.rejected)
  })

  app.get('/import-mappings', { schema: { response: { 200: SavedMappingList } } }, (request) => {
    mustTransfer(request)
    const { workspaceId } = request.actor
    return lookInto(services, workspaceId, async (tx) => {
      const rows = await tx
        .selectFrom('import_mapping')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('name')
        .limit(200)
        .execute()
      return { items: rows.map(({ id, name, mapping, created_at }) => ({ id, name, mapping, createdAt: formatInstant(created_at) })) }
    })
  })

  app.post('/import-mappings', { schema: { body: SavedMappingCreation, response: { 201: SavedMapping } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustTransfer(request)
      const { workspaceId } = request.actor
      const { name, mapping } = request.body
      let checked
      try {
        checked = checkMapping(mapping)
      } catch (error) {
        if (!(error instanceof ImportError)) throw error
        throw invalid(error.faults.map(({ place, says }) => ({ path: `/mapping${place.path ?? ''}`, message: says })))
      }
      const now = services.clock.real()
      const row = await tx
        .insertInto('import_mapping')
        .values({ workspace_id: workspaceId, id: newId(), name: name.trim(), mapping: json(checked), created_at: at(now) })
        .onConflict((on) => on.columns(['workspace_id', 'name']).doUpdateSet({ mapping: json(checked) }))
        .returning(['id', 'name', 'created_at'])
        .executeTakeFirstOrThrow()
      return { status: 201, body: { id: row.id, name: row.name, mapping: checked, createdAt: formatInstant(row.created_at) } }
    }),
  )
}
