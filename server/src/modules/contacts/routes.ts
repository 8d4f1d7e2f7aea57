import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Company, CompanyCreation, CompanyPage, Contact, ContactCreation, ContactPage, Id } from '@reglament/contract'
import { foldText, formatInstant, isId } from '@reglament/kernel'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import { inWorkspace, type Db, type Tx } from '../../platform/database.ts'
import { forbidden, invalid, notFound, performAct } from '../../platform/http/index.ts'
import { addCompany, addContact, companyById, companyPage, contactById, contactPage, NotAPhone } from './queries.ts'

const says = {
  notAPhone: { ru: 'Это не похоже на телефон: проверьте цифры.', en: 'This does not look like a phone: check the digits.' },
  noCompany: { ru: 'Такой компании нет.', en: 'There is no such company.' },
  mayNotWrite: { ru: 'Клиентов заводят те, кто ведёт сделки.', en: 'Clients are made by those who work deals.' },
  badCursor: { ru: 'Неверная метка продолжения.', en: 'The cursor is not one of ours.' },
}
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
const ById = Type.Object({ id: Id })

type ContactRow = NonNullable<Awaited<ReturnType<typeof contactById>>>
const sayContact = (row: ContactRow) => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  email: row.email,
  companyId: row.company_id,
  companyName: row.company_name,
  returning: (row.company_won_deals ?? row.won_deals) > 0,
  createdAt: formatInstant(row.created_at),
})
type CompanyRow = Awaited<ReturnType<typeof companyPage>>[number]
const sayCompany = ({ id, name, inn, won_deals, created_at }: CompanyRow) => ({
  id,
  name,
  inn,
  returning: won_deals > 0,
  createdAt: formatInstant(created_at),
})

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
  const look = <Result>({ actor }: FastifyRequest, work: (db: Db) => Promise<Result>) => inWorkspace(app.services, actor.workspaceId, work)
  const mustWrite = ({ actor }: FastifyRequest) => {
    if (actor.role === 'quality-controller') throw forbidden(says.mayNotWrite)
  }
  const phoneFaults = (error: unknown): never => {
    if (error instanceof NotAPhone) throw invalid([{ path: '/phone', message: says.notAPhone }])
    throw error
  }

  app.get('/contacts', { schema: { querystring: Search, response: { 200: ContactPage } } }, (request) =>
    look(request, async (db) => {
      const { q = '', after, limit = 50 } = request.query
      const rows = await contactPage(db, request.actor.workspaceId, q, position(after), limit)
      return { items: rows.map(sayContact), ...nextOf(rows, limit) }
    }),
  )
  app.get('/contacts/:id', { schema: { params: ById, response: { 200: Contact } } }, (request) =>
    look(request, async (db) => {
      const row = await contactById(db, request.actor.workspaceId, request.params.id)
      if (!row) throw notFound()
      return sayContact(row)
    }),
  )
  app.post('/contacts', { schema: { body: ContactCreation, response: { 201: Contact } } }, (request, reply) =>
    performAct(request, reply, async (tx: Tx) => {
      mustWrite(request)
      const { workspaceId } = request.actor
      if (request.body.companyId && !(await companyById(tx, workspaceId, request.body.companyId)))
        throw invalid([{ path: '/companyId', message: says.noCompany }])
      const id = await addContact(tx, workspaceId, request.body, app.services.clock.now(request.actor)).catch(phoneFaults)
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
  app.get('/companies/:id', { schema: { params: ById, response: { 200: Company } } }, (request) =>
    look(request, async (db) => {
      const row = await companyById(db, request.actor.workspaceId, request.params.id)
      if (!row) throw notFound()
      return sayCompany(row)
    }),
  )
  app.post('/companies', { schema: { body: CompanyCreation, response: { 201: Company } } }, (request, reply) =>
    performAct(request, reply, async (tx: Tx) => {
      mustWrite(request)
      const { workspaceId } = request.actor
      const id = await addCompany(tx, workspaceId, request.body, app.services.clock.now(request.actor))
      return { status: 201, body: sayCompany((await companyById(tx, workspaceId, id))!) }
    }),
  )
}
