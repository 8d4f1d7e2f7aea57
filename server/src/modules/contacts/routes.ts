import { mayEditClients } from '../members/index.ts'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  ClientChangePage,
  Company,
  CompanyCreation,
  CompanyEdit,
  CompanyPage,
  Contact,
  ContactCreation,
  ContactEdit,
  ContactPage,
  Id,
} from '@reglament/contract'
import { foldText, formatInstant, isId, isZone } from '@reglament/kernel'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import { lookInto, type Db, type Tx } from '../../platform/database.ts'
import { conflict, etag, forbidden, invalid, notFound, performAct, refuseStale } from '../../platform/http/index.ts'
import { wayRoutes } from './wayRoutes.ts'
import { editCompany, editContact, holdWays, lockCompany, lockContact, readChanges } from './edit.ts'
import { readWay } from './wayList.ts'
import { says } from './words.ts'
import { addCompany, addContact, companyById, companyPage, contactById, contactPage, sayContact } from './queries.ts'

const Search = Type.Object(
  {
    q: Type.Optional(
      Type.String({ maxLength: 200, description: 'the beginning of a name; of a person also a phone in any spelling or an e-mail' }),
    ),
    after: Type.Optional(Type.String({ maxLength: 1000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  { additionalProperties: false },
)
const ContactSearch = Type.Object({ ...Search.properties, companyId: Type.Optional(Id) }, { additionalProperties: false })
const Changes = Type.Object({ after: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false })
const ById = Type.Object({ id: Id })

type CompanyRow = Awaited<ReturnType<typeof companyPage>>[number]
const sayCompany = ({ id, name, inn, site, won_deals, merged_into, created_at, version }: CompanyRow) => ({
  id,
  name,
  inn,
  site,
  returning: won_deals > 0,
  mergedInto: merged_into,
  createdAt: formatInstant(created_at),
  version,
})

/** A link that people may press leads to the web. */
function isLink(text: string): boolean {
  try {
    const { protocol } = new URL(text.trim())
    return protocol === 'https:' || protocol === 'http:'
  } catch {
    return false
  }
}

const position = (after: string | undefined): [string, string] | null => {
  const cursor = readCursor(after, 'string', 'string')
  if (cursor && !isId(cursor[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  return cursor && [cursor[0], cursor[1]]
}
const nextOf = (rows: readonly { folded_name: string; id: string }[], limit: number) => {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last ? { next: cursorOf(last.folded_name, last.id) } : {}
}

/** Persons and companies. */
export const contactRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const look = <Result>({ actor }: FastifyRequest, work: (db: Db) => Promise<Result>) => lookInto(app.services, actor.workspaceId, work)
  const mustWrite = ({ actor }: FastifyRequest) => {
    if (!mayEditClients(actor.role)) throw forbidden(says.mayNotWrite)
  }

  await app.register(wayRoutes)
  app.get('/contacts', { schema: { querystring: ContactSearch, response: { 200: ContactPage } } }, (request) =>
    look(request, async (db) => {
      const { q = '', after, limit = 50, companyId } = request.query
      const rows = await contactPage(db, request.actor.workspaceId, q, position(after), limit, companyId)
      return { items: rows.map(sayContact), ...nextOf(rows, limit) }
    }),
  )
  app.get('/contacts/:id', { schema: { params: ById, response: { 200: Contact } } }, (request, reply) =>
    look(request, async (db) => {
      const row = await contactById(db, request.actor.workspaceId, request.params.id)
      if (!row) throw notFound()
      reply.header('etag', etag(row.version))
      return sayContact(row)
    }),
  )
  app.patch('/contacts/:id', { schema: { params: ById, body: ContactEdit, response: { 200: Contact } } }, (request, reply) =>
    performAct(request, reply, async (tx: Tx) => {
      const { actor, body, params } = request
      mustWrite(request)
      if (!(await contactById(tx, actor.workspaceId, params.id))) throw notFound()
      await holdWays(tx, actor.workspaceId, params.id, body)
      const row = await lockContact(tx, actor.workspaceId, params.id)
      if (!row) throw notFound()
      const now = sayContact((await contactById(tx, actor.workspaceId, params.id))!)
      if (row.merged_into !== null) throw conflict(says.contactMerged, now)
      refuseStale(request, row.version, body, now)
      if (body.timeZone && !isZone(body.timeZone)) throw invalid([{ path: '/timeZone', message: says.noZone }])
      if (body.companyId && !(await companyById(tx, actor.workspaceId, body.companyId)))
        throw invalid([{ path: '/companyId', message: says.noCompany }])
      const by = { id: actor.memberId, now: app.services.clock.now(actor) }
      await editContact(tx, actor.workspaceId, row, now.ways, body, by)
      const after = sayContact((await contactById(tx, actor.workspaceId, params.id))!)
      return { status: 200, body: after, headers: { etag: etag(after.version) } }
    }),
  )
  app.post('/contacts', { schema: { body: ContactCreation, response: { 201: Contact } } }, (request, reply) =>
    performAct(request, reply, async (tx: Tx) => {
      mustWrite(request)
      const { workspaceId } = request.actor
      if (request.body.companyId && !(await companyById(tx, workspaceId, request.body.companyId)))
        throw invalid([{ path: '/companyId', message: says.noCompany }])
      const { phone, email } = request.body
      const faults = [
        ...(phone?.trim() && !readWay('phone', phone) ? [{ path: '/phone', message: says.notAPhone }] : []),
        ...(email?.trim() && !readWay('mail', email) ? [{ path: '/email', message: says.notAMail }] : []),
      ]
      if (faults.length > 0) throw invalid(faults)
      const id = await addContact(tx, workspaceId, request.body, app.services.clock.now(request.actor))
      return { status: 201, body: sayContact((await contactById(tx, workspaceId, id))!) }
    }),
  )

  app.get('/companies', { schema: { querystring: Search, response: { 200: CompanyPage } } }, (request) =>
    look(request, async (db) => {
      const { q = '', after, limit = 50 } = request.query
      const rows = await companyPage(db, request.actor.workspaceId, foldText(q), position(after), limit)
      return { items: rows.map(sayCompany), ...nextOf(rows, limit) }
    }),
  )
  app.get('/companies/:id', { schema: { params: ById, response: { 200: Company } } }, (request, reply) =>
    look(request, async (db) => {
      const row = await companyById(db, request.actor.workspaceId, request.params.id)
      if (!row) throw notFound()
      reply.header('etag', etag(row.version))
      return sayCompany(row)
    }),
  )
  app.patch('/companies/:id', { schema: { params: ById, body: CompanyEdit, response: { 200: Company } } }, (request, reply) =>
    performAct(request, reply, async (tx: Tx) => {
      const { actor, body, params } = request
      mustWrite(request)
      const row = await lockCompany(tx, actor.workspaceId, params.id)
      if (!row) throw notFound()
      if (row.merged_into !== null) throw conflict(says.companyMerged, sayCompany(row))
      refuseStale(request, row.version, body, sayCompany(row))
      if (body.site && !isLink(body.site)) throw invalid([{ path: '/site', message: says.notALink }])
      await editCompany(tx, actor.workspaceId, row, body, { id: actor.memberId, now: app.services.clock.now(actor) })
      const after = sayCompany((await companyById(tx, actor.workspaceId, params.id))!)
      return { status: 200, body: after, headers: { etag: etag(after.version) } }
    }),
  )

  const finds = [
    { path: '/contacts/:id/changes', find: contactById },
    { path: '/companies/:id/changes', find: companyById },
  ] as const
  for (const { path, find } of finds) {
    app.get(path, { schema: { params: ById, querystring: Changes, response: { 200: ClientChangePage } } }, (request) =>
      look(request, async (db) => {
        const { workspaceId } = request.actor
        if (!(await find(db, workspaceId, request.params.id))) throw notFound()
        return readChanges(db, workspaceId, request.params.id, request.query.after)
      }),
    )
  }
  app.post('/companies', { schema: { body: CompanyCreation, response: { 201: Company } } }, (request, reply) =>
    performAct(request, reply, async (tx: Tx) => {
      mustWrite(request)
      const { workspaceId } = request.actor
      const id = await addCompany(tx, workspaceId, request.body, app.services.clock.now(request.actor))
      return { status: 201, body: sayCompany((await companyById(tx, workspaceId, id))!) }
    }),
  )
}
