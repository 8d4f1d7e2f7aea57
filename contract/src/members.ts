import { Type, type Static } from 'typebox'
import { Id, Locale, nullable, page, Timestamp } from './common.ts'

export const Role = Type.Union([
  Type.Literal('manager'),
  Type.Literal('trainee'),
  Type.Literal('head'),
  Type.Literal('quality-controller'),
  Type.Literal('account-manager'),
  Type.Literal('owner'),
  Type.Literal('admin'),
])
export type Role = Static<typeof Role>

export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@<>"\',;:\\\\]+@[^\\s@<>"\',;:\\\\]+$' })
export const Password = Type.String({ minLength: 10, maxLength: 200 })
export const PersonName = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

export const WorkspaceCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    timeZone: Type.Optional(Type.String({ maxLength: 64, default: 'Europe/Moscow' })),
    locale: Type.Optional(Locale),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', default: 'RUB' })),
    owner: Type.Object({ name: PersonName, email: Email, password: Password }, { additionalProperties: false }),
    kind: Type.Optional(Type.Union([Type.Literal('real'), Type.Literal('sandbox')])),
  },
  { additionalProperties: false },
)
export type WorkspaceCreation = Static<typeof WorkspaceCreation>

export const Workspace = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  timeZone: Type.String(),
  locale: Locale,
  currency: Type.String(),
  kind: Type.Union([Type.Literal('real'), Type.Literal('sandbox')]),
})
export type Workspace = Static<typeof Workspace>

export const SessionCreation = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    workspaceId: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
)
export type SessionCreation = Static<typeof SessionCreation>

export const Member = Type.Object({
  id: Id,
  name: Type.String(),
  email: nullable(Type.String()),
  role: Role,
  teamId: nullable(Id),
  canSignIn: Type.Boolean({ description: 'false for a member who came with an import, or has not accepted his invitation yet' }),
  invitedUntil: nullable(Type.String({ format: 'date-time', description: 'he holds an invitation that works until then' })),
  loadMin: nullable(Type.Integer({ description: 'his own corridor of load; null: by role' })),
  loadMax: nullable(Type.Integer()),
  loadMaxOff: Type.Boolean({ description: 'no upper limit for him' }),
  deactivatedAt: nullable(Timestamp),
  version: Type.Integer(),
})
export type Member = Static<typeof Member>
export const MemberPage = page(Member)

export const MemberCreation = Type.Object(
  { name: PersonName, email: Email, role: Role, password: Type.Optional(Password), teamId: Type.Optional(Id) },
  { additionalProperties: false },
)
export type MemberCreation = Static<typeof MemberCreation>

/** A member just created; `invitation` is the link to set a password where none was given, shown once. */
export const MemberCreated = Type.Object({ ...Member.properties, invitation: Type.Optional(Type.String()) })
export type MemberCreated = Static<typeof MemberCreated>

const Load = Type.Integer({ minimum: 0, maximum: 100_000 })

export const MemberEdit = Type.Object(
  {
    name: Type.Optional(PersonName),
    role: Type.Optional(Role),
    teamId: Type.Optional(nullable(Id)),
    loadMin: Type.Optional(nullable(Load)),
    loadMax: Type.Optional(nullable(Load)),
    loadMaxOff: Type.Optional(Type.Boolean()),
    deactivated: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type MemberEdit = Static<typeof MemberEdit>

/** Lets somebody in who is a member by name only; the e-mail is needed where an import brought none. */
export const MemberInvitation = Type.Object({ email: Type.Optional(Email) }, { additionalProperties: false })
export type MemberInvitation = Static<typeof MemberInvitation>

const LinkToken = Type.String({ minLength: 20, maxLength: 200 })
/** Asks to whom a link was given; in the body, for addresses are written into logs. */
export const LinkReading = Type.Object({ token: LinkToken }, { additionalProperties: false })
export type LinkReading = Static<typeof LinkReading>
/** Whom a link lets in, and where: `known` has a password on this installation already and proves himself by it. */
export const LinkOwner = Type.Object({ company: Type.String(), name: Type.String(), email: Type.String(), known: Type.Boolean() })
export type LinkOwner = Static<typeof LinkOwner>

export const InvitationAcceptance = Type.Object({ token: LinkToken, password: Password }, { additionalProperties: false })
export type InvitationAcceptance = Static<typeof InvitationAcceptance>

/** A link by which a member sets a new password, shown once. */
export const PasswordReset = Type.Object({ link: Type.String(), until: Timestamp })
export type PasswordReset = Static<typeof PasswordReset>

export const PasswordChange = Type.Object(
  { current: Type.String({ minLength: 1, maxLength: 200 }), next: Password },
  { additionalProperties: false },
)
export type PasswordChange = Static<typeof PasswordChange>

/** A place where a person is signed in. */
export const Session = Type.Object({ createdAt: Timestamp, seenAt: Timestamp, current: Type.Boolean() })
export type Session = Static<typeof Session>
export const SessionList = Type.Object({ items: Type.Array(Session) })

const teamName = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

/** A team with its head and the number of its active members. */
export const Team = Type.Object({
  id: Id,
  name: Type.String(),
  headId: nullable(Id),
  members: Type.Integer(),
  version: Type.Integer(),
})
export type Team = Static<typeof Team>
export const TeamList = Type.Object({ items: Type.Array(Team) })

export const TeamCreation = Type.Object({ name: teamName, headId: Type.Optional(nullable(Id)) }, { additionalProperties: false })
export type TeamCreation = Static<typeof TeamCreation>

export const TeamEdit = Type.Object({ name: Type.Optional(teamName), headId: Type.Optional(nullable(Id)) }, { additionalProperties: false })
export type TeamEdit = Static<typeof TeamEdit>

/** The company as its settings have it. */
export const WorkspaceSettings = Type.Object({
  ...Workspace.properties,
  defaultHeadId: nullable(Id),
  version: Type.Integer(),
})
export type WorkspaceSettings = Static<typeof WorkspaceSettings>

export const WorkspaceEdit = Type.Object(
  { name: Type.Optional(WorkspaceCreation.properties.name), defaultHeadId: Type.Optional(Id) },
  { additionalProperties: false },
)
export type WorkspaceEdit = Static<typeof WorkspaceEdit>

/** What a role may do before any clause is asked (L6): the screens offer by it what the server lets through by the same functions. */
export const Rights = Type.Object({
  sees: Type.Union([Type.Literal('own'), Type.Literal('team'), Type.Literal('all')], { description: 'whose deals' }),
  createDeals: Type.Boolean({ description: 'works deals: begins, takes and moves them' }),
  lead: Type.Boolean({ description: 'hands deals over, exempts, prolongs, releases, sells again to the lost' }),
  review: Type.Boolean({ description: 'judges closed deals' }),
  editClients: Type.Boolean(),
  mergeClients: Type.Boolean(),
  changeRegulation: Type.Boolean({ description: 'and the lists, questions, forms and hooks beside it' }),
  manageMembers: Type.Boolean(),
  transfer: Type.Boolean({ description: 'brings data in and takes lists out' }),
})
export type Rights = Static<typeof Rights>

export const Me = Type.Object({
  member: Member,
  workspace: Workspace,
  workspaces: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() }), { description: 'all that this person may enter' }),
  locale: Locale,
  theme: Type.Union([Type.Literal('light'), Type.Literal('dark'), Type.Literal('auto')]),
  rights: Rights,
  load: Type.Object({ open: Type.Integer(), min: nullable(Type.Integer()), max: nullable(Type.Integer()) }),
  newsSince: Type.String({
    description: 'where the stream of events is to begin, so that it misses nothing that changed after this answer',
  }),
})
export type Me = Static<typeof Me>

export const MeEdit = Type.Object(
  { locale: Type.Optional(Locale), theme: Type.Optional(Me.properties.theme) },
  { additionalProperties: false },
)
export type MeEdit = Static<typeof MeEdit>

/** What a stranger may know before signing in: whether a company may be founded here. */
export const SignUpState = Type.Object({ open: Type.Boolean(), empty: Type.Boolean({ description: 'no company exists yet' }) })
export type SignUpState = Static<typeof SignUpState>

export const ApiKeyCreation = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    scopes: Type.Array(Type.Union([Type.Literal('read'), Type.Literal('write')]), { minItems: 1, maxItems: 2 }),
  },
  { additionalProperties: false },
)
export type ApiKeyCreation = Static<typeof ApiKeyCreation>
export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  memberId: Id,
  scopes: Type.Array(Type.String()),
  createdAt: Timestamp,
  lastUsedAt: nullable(Timestamp),
  revokedAt: nullable(Timestamp),
})
export type ApiKey = Static<typeof ApiKey>
export const ApiKeyCreated = Type.Object({ ...ApiKey.properties, key: Type.String({ description: 'shown once' }) })
export type ApiKeyCreated = Static<typeof ApiKeyCreated>
