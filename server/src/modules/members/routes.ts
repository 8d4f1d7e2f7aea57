import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  ApiKey,
  ApiKeyCreated,
  ApiKeyCreation,
  Id,
  InvitationAcceptance,
  Me,
  MeEdit,
  Member,
  MemberCreated,
  MemberCreation,
  MemberEdit,
  MemberInvitation,
  MemberPage,
  page,
  SessionCreation,
  SignUpState,
  Workspace,
  WorkspaceCreation,
} from '@reglament/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { inWorkspace } from '../../platform/database.ts'
import { forbidden, notFound, performAct } from '../../platform/http/index.ts'
import { addMember, prepareMember } from './addMember.ts'
import { addApiKey, listApiKeys, revokeApiKey } from './apiKeys.ts'
import { actorOfSession } from './authentication.ts'
import { editMember } from './editMember.ts'
import { signUp, signUpState } from './foundWorkspace.ts'
import type { Founder } from './foundWorkspace.ts'
import { acceptInvitation, inviteMember } from './invitations.ts'
import { editMe, meOf } from './me.ts'
import type { LoadOf } from './me.ts'
import { listMembers, memberFrom } from './queries.ts'
import { mayManageMembers } from './rights.ts'
import { clearSessionCookie, closeSession, openSession } from './session.ts'
import { signIn, wrongPassword } from './signIn.ts'
import { words } from './words.ts'

/** What other modules add to this one; wired where all of them are known. */
export type MemberHooks = { founders: readonly Founder[]; loadOf: LoadOf }

const membersMax = 200
const ById = Type.Object({ id: Id }, { additionalProperties: false })
const After = Type.Object({ after: Type.Optional(Id) }, { additionalProperties: false })
const Nothing = Type.Null({ description: 'Done' })
const tags = ['members']
const forAnybody = { public: true }

export const memberRoutes =
  ({ founders, loadOf }: MemberHooks): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { services } = app

    /** Lets the person in and answers with his page. */
    async function enter(request: FastifyRequest, reply: FastifyReply, into: { identityId: string; workspaceId: number }): Promise<Me> {
      const token = await openSession(services, request, reply, into)
      const actor = token && (await actorOfSession(services, token))
      if (!actor) throw wrongPassword()
      return inWorkspace(services, actor.workspaceId, (tx) => meOf(tx, actor, loadOf))
    }

    app.get(
      '/sign-up',
      { config: forAnybody, schema: { tags, security: [], summary: 'May a company be founded here?', response: { 200: SignUpState } } },
      () => signUpState(services),
    )

    app.post(
      '/workspaces',
      {
        config: forAnybody,
        schema: {
          tags,
          security: [],
          summary: 'Found a company; signs its owner in',
          body: WorkspaceCreation,
          response: { 201: Workspace },
        },
      },
      async (request, reply) => {
        const { body, locale, ip } = request
        const { workspace, identityId } = await signUp(services, body, { founders, locale, address: ip })
        await openSession(services, request, reply, { identityId, workspaceId: workspace.id })
        return reply.code(201).send(workspace)
      },
    )

    app.post(
      '/sessions',
      { config: forAnybody, schema: { tags, security: [], summary: 'Sign in', body: SessionCreation, response: { 201: Me } } },
      async (request, reply) => {
        const me = await enter(request, reply, await signIn(services, request.body, request.ip))
        return reply.code(201).send(me)
      },
    )

    app.delete(
      '/sessions/current',
      { config: forAnybody, schema: { tags, summary: 'Sign out', response: { 204: Nothing } } },
      async (request, reply) => {
        await closeSession(services, request)
        clearSessionCookie(request, reply)
        return reply.code(204).send(null)
      },
    )

    app.post(
      '/invitations/accept',
      {
        config: forAnybody,
        schema: { tags, security: [], summary: 'Accept an invitation; signs in', body: InvitationAcceptance, response: { 201: Me } },
      },
      async (request, reply) => {
        const me = await enter(request, reply, await acceptInvitation(services, request.body, request.ip))
        return reply.code(201).send(me)
      },
    )

    app.get('/me', { schema: { tags, summary: 'Who am I?', response: { 200: Me } } }, ({ actor }) =>
      inWorkspace(services, actor.workspaceId, (tx) => meOf(tx, actor, loadOf)),
    )

    app.patch('/me', { schema: { tags, summary: 'My language and look', body: MeEdit, response: { 200: Me } } }, (request, reply) =>
      performAct(request, reply, async (tx) => {
        await editMe(tx, request.actor, request.body)
        const actor = { ...request.actor, locale: request.body.locale ?? request.actor.locale }
        return { status: 200, body: await meOf(tx, actor, loadOf) }
      }),
    )

    app.get(
      '/members',
      { schema: { tags, summary: 'Everybody in the company', querystring: After, response: { 200: MemberPage } } },
      ({ actor: { workspaceId }, query }) =>
        inWorkspace(services, workspaceId, async (tx) => {
          const rows = await listMembers(tx, workspaceId, query.after, membersMax + 1)
          const items = rows.slice(0, membersMax).map(memberFrom)
          return { items, ...(rows.length > membersMax && { next: items.at(-1)!.id }) }
        }),
    )

    app.post(
      '/members',
      { schema: { tags, summary: 'Add a member', body: MemberCreation, response: { 201: MemberCreated } } },
      async (request, reply) => {
        const { actor, body } = request
        const passwordHash = await prepareMember(actor, body)
        return performAct(request, reply, async (tx) => {
          const created = await addMember(tx, services, actor.workspaceId, body, passwordHash)
          return { status: 201, body: created, secret: created.invitation !== undefined }
        })
      },
    )

    app.patch(
      '/members/:id',
      { schema: { tags, summary: 'Change name, role, team or access', params: ById, body: MemberEdit, response: { 200: Member } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const { actor, params, body } = request
          return { status: 200, body: await editMember(tx, services, actor, { memberId: params.id, edit: body }) }
        }),
    )

    app.post(
      '/members/:id/invitation',
      {
        schema: {
          tags,
          summary: 'Invite a member who cannot sign in yet',
          params: ById,
          body: MemberInvitation,
          response: { 201: MemberCreated },
        },
      },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const { actor, params, body } = request
          return { status: 201, body: await inviteMember(tx, services, actor, { memberId: params.id, email: body.email }), secret: true }
        }),
    )

    app.get('/api-keys', { schema: { tags, summary: 'Keys of programs', response: { 200: page(ApiKey) } } }, ({ actor }) => {
      if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
      return inWorkspace(services, actor.workspaceId, async (tx) => ({ items: await listApiKeys(tx) }))
    })

    app.post(
      '/api-keys',
      { schema: { tags, summary: 'Make a key; it acts as you', body: ApiKeyCreation, response: { 201: ApiKeyCreated } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          if (!mayManageMembers(request.actor.role)) throw forbidden(words.notManaging)
          return { status: 201, body: await addApiKey(tx, services, request.actor.memberId, request.body), secret: true }
        }),
    )

    app.delete('/api-keys/:id', { schema: { tags, summary: 'Revoke a key', params: ById, response: { 204: Nothing } } }, (request, reply) =>
      performAct(request, reply, async (tx) => {
        if (!mayManageMembers(request.actor.role)) throw forbidden(words.notManaging)
        if (!(await revokeApiKey(tx, services, request.params.id))) throw notFound()
        return { status: 204 }
      }),
    )
  }
