import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  CalendarEdit,
  CalendarPreview,
  FieldCreation,
  FieldEdit,
  FieldOrder,
  FieldSettings,
  FieldSettingsList,
  FieldUses,
  Key,
  ReplacementRunList,
  WorkingCalendar,
} from '@reglament/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { etag, forbidden, performAct, refuseStale } from '../../platform/http/index.ts'
import { mayChangeRegulation } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { previewCalendar, readCalendar, writeCalendar } from './calendar.ts'
import { addField, editField, fieldNamed, orderFields, readFields, removeField } from './fields.ts'
import { fieldUses } from './fieldUses.ts'
import { readRuns } from './runs.ts'
import { says } from './words.ts'

const tags = ['settings']
const ByKey = Type.Object({ key: Key })

/** Lists that people choose from, as those change them who set the company up. */
export const choiceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const mustSet = ({ actor }: FastifyRequest) => {
    if (!mayChangeRegulation(actor.role)) throw forbidden(says.mayNotSet)
  }

  const editing = (request: FastifyRequest) => ({
    actor: request.actor,
    now: app.services.clock.now(request.actor),
    language: request.locale,
  })

  app.get(
    '/fields/settings',
    { schema: { tags, summary: 'Fields of the deal card with their whole lists', response: { 200: FieldSettingsList } } },
    (request) => {
      mustSet(request)
      const { workspaceId } = request.actor
      return lookInto(app.services, workspaceId, async (tx) => ({ items: await readFields(tx, workspaceId, request.locale) }))
    },
  )
  app.post(
    '/fields',
    { schema: { tags, summary: 'Add a field', body: FieldCreation, response: { 201: FieldSettings } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        await addField(tx, request.actor, request.body)
        const body = (await readFields(tx, request.actor.workspaceId, request.locale)).find(({ key }) => key === request.body.key)!
        return { status: 201, body, headers: { etag: etag(body.version) } }
      }),
  )
  app.put(
    '/fields/order',
    { schema: { tags, summary: 'Put the fields in order', body: FieldOrder, response: { 200: FieldSettingsList } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const { workspaceId } = request.actor
        await orderFields(tx, workspaceId, request.body.keys)
        return { status: 200, body: { items: await readFields(tx, workspaceId, request.locale) } }
      }),
  )
  app.patch(
    '/fields/:key',
    {
      schema: {
        tags,
        summary: 'Rename a field, retire it, change its list',
        params: ByKey,
        body: FieldEdit,
        response: { 200: FieldSettings },
      },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const body = await editField({ tx, ...editing(request) }, request.params.key, request.body, (current) =>
          refuseStale(request, current.version, request.body, current),
        )
        return { status: 200, body, headers: { etag: etag(body.version) } }
      }),
  )
  app.delete(
    '/fields/:key',
    { schema: { tags, summary: 'Remove a field that nothing has', params: ByKey, response: { 204: Type.Null() } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        await removeField({ tx, ...editing(request) }, request.params.key)
        return { status: 204 }
      }),
  )
  app.get(
    '/fields/:key/uses',
    { schema: { tags, summary: 'What has a field and its options, and what names them', params: ByKey, response: { 200: FieldUses } } },
    (request) => {
      mustSet(request)
      const { workspaceId } = request.actor
      return lookInto(app.services, workspaceId, async (tx) => {
        const field = await fieldNamed(tx, workspaceId, request.params.key)
        return fieldUses(tx, request.actor, await bookInForce(tx, workspaceId), field, request.locale)
      })
    },
  )

  app.get(
    '/calendar',
    { schema: { tags, summary: 'The working calendar: hours, days off, short and worked days', response: { 200: WorkingCalendar } } },
    (request, reply) =>
      lookInto(app.services, request.actor.workspaceId, async (tx) => {
        const calendar = await readCalendar(tx, request.actor.workspaceId, app.services.clock.now(request.actor))
        reply.header('etag', etag(calendar.version))
        return calendar
      }),
  )
  app.post(
    '/calendar/previews',
    { schema: { tags, summary: 'Whose terms a calendar would move', body: CalendarEdit, response: { 200: CalendarPreview } } },
    (request) => {
      mustSet(request)
      const { workspaceId } = request.actor
      return lookInto(app.services, workspaceId, (tx) =>
        previewCalendar(tx, workspaceId, request.body, app.services.clock.now(request.actor)),
      )
    },
  )
  app.put(
    '/calendar',
    { schema: { tags, summary: 'Change the working calendar', body: CalendarEdit, response: { 200: WorkingCalendar } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const now = app.services.clock.now(request.actor)
        const body = await writeCalendar(tx, request.actor, request.body, now, (current) =>
          refuseStale(request, current.version, request.body, current),
        )
        return { status: 200, body, headers: { etag: etag(body.version) } }
      }),
  )

  app.get(
    '/replacements',
    {
      schema: {
        tags,
        summary: 'What is being put in place of something retired, and how far it is',
        response: { 200: ReplacementRunList },
      },
    },
    (request) => {
      mustSet(request)
      const { workspaceId } = request.actor
      return lookInto(app.services, workspaceId, async (tx) => ({
        items: await readRuns(tx, workspaceId, await bookInForce(tx, workspaceId), request.locale),
      }))
    },
  )
}
