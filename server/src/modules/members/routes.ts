import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  ApiKey,
  ApiKeyCreated,
  ApiKeyCreation,
  Id,
  InvitationAcceptance,
  LinkOwner,
  LinkReading,
  Me,
  MeEdit,
  Member,
  MemberCreated,
  MemberCreation,
  MemberEdit,
  MemberInvitation,
  MemberPage,
  page,
  PasswordChange,
  PasswordReset,
  SessionCreation,
  SessionList,
  SignUpState,
  Team,
  TeamCreation,
  TeamEdit,
  TeamList,
  Workspace,
  WorkspaceCreation,
  WorkspaceEdit,
  WorkspaceSettings,
} from '@reglament/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { etag, forbidden, notFound, performAct, refuseStale } from '../../platform/http/index.ts'
import { addMember, prepareMember } from './addMember.ts'
import { addApiKey, listApiKeys, revokeApiKey } from './apiKeys.ts'
import { actorOfSession } from './authentication.ts'
import { changePassword, closeOtherSessions, makePasswordReset, readPasswordReset, sessionsOf, usePasswordReset } from './changePassword.ts'
import { editMember } from './editMember.ts'
import { signUp, signUpState } from './foundWorkspace.ts'
import type { Founder } from './foundWorkspace.ts'
import { acceptInvitation, inviteMember, readInvitation } from './invitations.ts'
import { editMe, meOf } from './me.ts'
import type { LoadOf } from './me.ts'
import { invitedAt, listMembers, memberFrom } from './queries.ts'
import { mayManageMembers } from './rights.ts'
import { clearSessionCookie, closeSession, openSession, sessionToken } from './session.ts'
import { signIn, wrongPassword } from './signIn.ts'
import { addTeam, deleteTeam, editTeam, listTeams } from './teams.ts'
import { words } from './words.ts'
import { editWorkspace, readSettings } from './workspaceSettings.ts'

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
      return lookInto(services, actor.workspaceId, (tx) => meOf(tx, actor, loadOf))
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
      '/invitations/read',
      {
        config: forAnybody,
        schema: { tags, security: [], summary: 'Whom an invitation is for', body: LinkReading, response: { 200: LinkOwner } },
      },
      (request) => readInvitation(services, request.body.token, request.ip),
    )

    app.post(
      '/password-resets/read',
      {
        config: forAnybody,
        schema: { tags, security: [], summary: 'Whose password a link sets', body: LinkReading, response: { 200: LinkOwner } },
      },
      (request) => readPasswordReset(services, request.body.token, request.ip),
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

    app.post(
      '/password-resets/use',
      {
        config: forAnybody,
        schema: {
          tags,
          security: [],
          summary: 'Set a new password by a link; signs in',
          body: InvitationAcceptance,
          response: { 201: Me },
        },
      },
      async (request, reply) => {
        const me = await enter(request, reply, await usePasswordReset(services, request.body, request.ip))
        return reply.code(201).send(me)
      },
    )

    app.put(
      '/me/password',
      { schema: { tags, summary: 'Change my password; signs me out elsewhere', body: PasswordChange, response: { 204: Nothing } } },
      async (request, reply) => {
        await changePassword(services, request.actor, request.body, sessionToken(request))
        return reply.code(204).send(null)
      },
    )

    app.get('/sessions', { schema: { tags, summary: 'Where I am signed in', response: { 200: SessionList } } }, (request) =>
      lookInto(services, request.actor.workspaceId, async (tx) => ({
        items: await sessionsOf(tx, request.actor, sessionToken(request), services.clock.real()),
      })),
    )

    app.delete(
      '/sessions/others',
      { schema: { tags, summary: 'Sign out everywhere but here', response: { 204: Nothing } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          await closeOtherSessions(tx, request.actor, sessionToken(request))
          return { status: 204 }
        }),
    )

    app.get('/me', { schema: { tags, summary: 'Who am I?', response: { 200: Me } } }, ({ actor }) =>
      lookInto(services, actor.workspaceId, (tx) => meOf(tx, actor, loadOf)),
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
        lookInto(services, workspaceId, async (tx) => {
          const rows = await listMembers(tx, workspaceId, query.after, membersMax + 1)
          const invited = await invitedAt(tx, services.clock.real())
          const items = rows.slice(0, membersMax).map((row) => memberFrom(row, invited.get(row.id)))
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
      { schema: { tags, summary: 'Change name, role, team, load or access', params: ById, body: MemberEdit, response: { 200: Member } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const { actor, params, body } = request
          const edited = await editMember(tx, services, actor, { memberId: params.id, edit: body }, (current) =>
            refuseStale(request, current.version, body, current),
          )
          return { status: 200, headers: { etag: etag(edited.version) }, body: edited }
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

    app.post(
      '/members/:id/password-reset',
      { schema: { tags, summary: 'A link by which a member sets a new password', params: ById, response: { 201: PasswordReset } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => ({
          status: 201,
          body: await makePasswordReset(tx, services, request.actor, request.params.id),
          secret: true,
        })),
    )

    app.get('/teams', { schema: { tags, summary: 'Teams with their heads', response: { 200: TeamList } } }, ({ actor: { workspaceId } }) =>
      lookInto(services, workspaceId, async (tx) => ({ items: await listTeams(tx, workspaceId) })),
    )

    app.post('/teams', { schema: { tags, summary: 'Make a team', body: TeamCreation, response: { 201: Team } } }, (request, reply) =>
      performAct(request, reply, async (tx) => ({
        status: 201,
        body: await addTeam(tx, request.actor, request.body, services.clock.real()),
      })),
    )

    app.patch(
      '/teams/:id',
      { schema: { tags, summary: 'Change name or head of a team', params: ById, body: TeamEdit, response: { 200: Team } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const { actor, params, body } = request
          const team = await editTeam(tx, actor, { teamId: params.id, edit: body }, (current) =>
            refuseStale(request, current.version, body, current),
          )
          return { status: 200, headers: { etag: etag(team.version) }, body: team }
        }),
    )

    app.delete(
      '/teams/:id',
      { schema: { tags, summary: 'Delete an empty team', params: ById, response: { 204: Nothing } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          await deleteTeam(tx, request.actor, request.params.id)
          return { status: 204 }
        }),
    )

    app.get(
      '/workspace',
      { schema: { tags, summary: 'The company: name, default head, zone, currency', response: { 200: WorkspaceSettings } } },
      ({ actor: { workspaceId } }, reply) =>
        lookInto(services, workspaceId, async (tx) => {
          const settings = await readSettings(tx, workspaceId)
          reply.header('etag', etag(settings.version))
          return settings
        }),
    )

    app.patch(
      '/workspace',
      {
        schema: {
          tags,
          summary: 'Change the name of the company or its default head',
          body: WorkspaceEdit,
          response: { 200: WorkspaceSettings },
        },
      },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const { actor, body } = request
          const settings = await editWorkspace(tx, actor, body, (current) => refuseStale(request, current.version, body, current))
          return { status: 200, headers: { etag: etag(settings.version) }, body: settings }
        }),
    )

    app.get('/api-keys', { schema: { tags, summary: 'Keys of programs', response: { 200: page(ApiKey) } } }, ({ actor }) => {
      if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
      return lookInto(services, actor.workspaceId, async (tx) => ({ items: await listApiKeys(tx) }))
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
