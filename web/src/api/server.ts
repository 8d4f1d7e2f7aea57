import type {
  ActAnswer,
  ApiKey,
  ApiKeyCreated,
  ApiKeyCreation,
  Board,
  BoardCard,
  Breach,
  ClientChange,
  ClientDeals,
  Bulk,
  BulkAnswer,
  Closure,
  Control,
  ControlRow,
  CommentCreation,
  Company,
  CompanyCreation,
  CompanyEdit,
  Contact,
  ContactCreation,
  ContactEdit,
  DayClosed,
  DayClosingCreation,
  DayClosings,
  Deal,
  DealCreation,
  DealEdit,
  DealGroups,
  DealListItem,
  Draft,
  DraftCreation,
  Enactment,
  Exemption,
  ExemptionCreation,
  Field,
  Found,
  Incoming,
  Import,
  ImportList,
  ImportRun,
  SavedMapping,
  SavedMappingCreation,
  SavedMappingList,
  Interaction,
  InteractionCreation,
  InvitationAcceptance,
  Me,
  MeEdit,
  Member,
  MemberCreated,
  MemberCreation,
  MemberEdit,
  MentionPage,
  MyDay,
  NoAnswer,
  NoteVersion,
  Pace,
  Page,
  PasswordChange,
  PasswordReset,
  Pipeline,
  PossibleActs,
  Prolongation,
  Qualification,
  QualificationBook,
  QualificationBookEdit,
  QuestionAnswer,
  RegulationFigures,
  RegulationInForce,
  RegulationPreview,
  RegulationText,
  RegulationVersion,
  Reopening,
  RepeatedBreach,
  SavedView,
  Session,
  SessionCreation,
  SignUpState,
  StageMove,
  Task,
  TaskCompletion,
  TaskCreation,
  TaskEdit,
  TaskKind,
  Team,
  TeamCreation,
  TeamEdit,
  Timeline,
  TimelineKind,
  VersionDifferences,
  WorkingDraft,
  ViewCreation,
  ViewEdit,
  WorkspaceCreation,
  WorkspaceEdit,
  WorkspaceSettings,
} from '@reglament/contract'
import { call, type Options } from './client.ts'
import type { LossBook } from './lossBook.ts'

type Signal = { signal?: AbortSignal }
type Query = NonNullable<Options['query']>
const of = encodeURIComponent

/** Something that has a timeline of its own. */
export type TimelineOf = { kind: 'deal' | 'contact' | 'company'; id: string }
const folders = { deal: 'deals', contact: 'contacts', company: 'companies' } as const
const addressOf = ({ kind, id }: TimelineOf) => `/${folders[kind]}/${of(id)}`

/** Every request that the screens make, typed by the contract. One line each. */
export const server = {
  signUpState: ({ signal }: Signal) => call<SignUpState>('GET', '/sign-up', { signal }),
  found: (workspace: WorkspaceCreation) => call<Me>('POST', '/workspaces', { body: workspace }),
  signIn: (session: SessionCreation) => call<Me>('POST', '/sessions', { body: session }),
  signOut: () => call<void>('DELETE', '/sessions/current'),
  acceptInvitation: (acceptance: InvitationAcceptance) => call<Me>('POST', '/invitations/accept', { body: acceptance }),
  me: ({ signal }: Signal) => call<Me>('GET', '/me', { signal }),
  editMe: (edit: MeEdit) => call<Me>('PATCH', '/me', { body: edit }),

  members: ({ signal }: Signal) => call<Page<Member>>('GET', '/members', { signal }),
  addMember: (member: MemberCreation) => call<MemberCreated>('POST', '/members', { body: member }),
  editMember: (id: string, version: number | undefined, edit: MemberEdit) =>
    call<Member>('PATCH', `/members/${of(id)}`, { body: edit, ...(version !== undefined && { version }) }),
  makePasswordReset: (id: string) => call<PasswordReset>('POST', `/members/${of(id)}/password-reset`),
  acceptPasswordReset: (acceptance: InvitationAcceptance) => call<Me>('POST', '/password-resets/use', { body: acceptance }),
  changePassword: (change: PasswordChange) => call<void>('PUT', '/me/password', { body: change }),
  sessions: ({ signal }: Signal) => call<{ items: Session[] }>('GET', '/sessions', { signal }),
  signOutElsewhere: () => call<void>('DELETE', '/sessions/others'),
  teams: ({ signal }: Signal) => call<{ items: Team[] }>('GET', '/teams', { signal }),
  addTeam: (team: TeamCreation) => call<Team>('POST', '/teams', { body: team }),
  editTeam: (id: string, version: number, edit: TeamEdit) => call<Team>('PATCH', `/teams/${of(id)}`, { body: edit, version }),
  deleteTeam: (id: string) => call<void>('DELETE', `/teams/${of(id)}`),
  workspace: ({ signal }: Signal) => call<WorkspaceSettings>('GET', '/workspace', { signal }),
  editWorkspace: (version: number, edit: WorkspaceEdit) => call<WorkspaceSettings>('PATCH', '/workspace', { body: edit, version }),
  openDealsOf: (memberId: string, query: { limit: number; after?: string | undefined }) =>
    call<Page<DealListItem>>('GET', '/deals', { query: { ...query, responsible: memberId, status: 'open' } }),
  openDealsCountOf: (memberId: string, { signal }: Signal) =>
    call<DealGroups>('GET', '/deals/groups', { query: { responsible: memberId, status: 'open' }, signal }),
  actOnDeals: (bulk: Bulk) => call<BulkAnswer>('POST', '/deals/bulk', { body: bulk }),
  inviteMember: (id: string) => call<MemberCreated>('POST', `/members/${of(id)}/invitation`, { body: {} }),
  apiKeys: ({ signal }: Signal) => call<Page<ApiKey>>('GET', '/api-keys', { signal }),
  addApiKey: (key: ApiKeyCreation) => call<ApiKeyCreated>('POST', '/api-keys', { body: key }),
  revokeApiKey: (id: string) => call<void>('DELETE', `/api-keys/${of(id)}`),

  pipelines: ({ signal }: Signal) => call<{ items: Pipeline[] }>('GET', '/pipelines', { signal }),
  fields: ({ signal }: Signal) => call<{ items: Field[] }>('GET', '/fields', { signal }),
  taskKinds: ({ signal }: Signal) => call<{ items: TaskKind[] }>('GET', '/task-kinds', { signal }),
  regulation: ({ signal }: Signal) => call<RegulationInForce>('GET', '/regulation', { signal }),

  lossReasons: ({ signal }: Signal) => call<LossBook>('GET', '/loss-reasons', { signal }),
  regulationVersions: ({ signal }: Signal) => call<{ items: RegulationVersion[] }>('GET', '/regulation/versions', { signal }),
  draftRegulation: (draft: DraftCreation) => call<Draft>('POST', '/regulation/drafts', { body: draft }),
  previewRegulation: (draft: DraftCreation, { signal }: Signal) =>
    call<RegulationPreview>('POST', '/regulation/previews', { body: draft, signal }),
  workingDraft: ({ signal }: Signal) => call<WorkingDraft>('GET', '/regulation/working-draft', { signal }),
  writeWorkingDraft: (version: number, draft: DraftCreation) =>
    call<WorkingDraft>('PUT', '/regulation/working-draft', { body: draft, version }),
  discardWorkingDraft: (version: number) => call<void>('DELETE', '/regulation/working-draft', { version }),
  enactDraft: (id: string, enactment: Enactment = {}) =>
    call<RegulationVersion>('POST', `/regulation/drafts/${of(id)}/enactment`, { body: enactment }),
  regulationDocument: ({ signal }: Signal) => call<RegulationText>('GET', '/regulation/document', { signal }),
  regulationFigures: ({ signal }: Signal) => call<RegulationFigures>('GET', '/regulation/figures', { signal }),
  versionDifferences: (number: number, against: number, { signal }: Signal) =>
    call<VersionDifferences>('GET', `/regulation/versions/${number}/differences`, { query: { against }, signal }),
  withdrawVersion: (number: number) => call<void>('DELETE', `/regulation/versions/${number}`),

  imports: ({ signal }: Signal) => call<ImportList>('GET', '/imports', { signal }),
  makeImport: () => call<Import>('POST', '/imports', { body: {} }),
  oneImport: (id: string, { signal }: Signal) => call<Import>('GET', `/imports/${of(id)}`, { signal }),
  uploadToImport: (id: string, file: File) => call<Import>('PUT', `/imports/${of(id)}/files/${of(file.name)}`, { file }),
  runImport: (id: string, run: ImportRun) => call<Import>('POST', `/imports/${of(id)}/runs`, { body: run }),
  savedMappings: ({ signal }: Signal) => call<SavedMappingList>('GET', '/import-mappings', { signal }),
  saveMapping: (mapping: SavedMappingCreation) => call<SavedMapping>('POST', '/import-mappings', { body: mapping }),

  board: (pipeline: string, query: Query, { signal }: Signal) => call<Board>('GET', `/pipelines/${of(pipeline)}/board`, { query, signal }),
  boardColumn: (pipeline: string, stage: string, query: Query) =>
    call<Page<BoardCard>>('GET', `/pipelines/${of(pipeline)}/board/${of(stage)}`, { query }),
  pace: (pipeline: string, { signal }: Signal) => call<Pace>('GET', `/pipelines/${of(pipeline)}/pace`, { signal }),
  dealGroups: (query: Query, { signal }: Signal) => call<DealGroups>('GET', '/deals/groups', { query, signal }),
  bulk: (bulk: Bulk) => call<BulkAnswer>('POST', '/deals/bulk', { body: bulk }),

  views: ({ signal }: Signal) => call<{ items: SavedView[] }>('GET', '/views', { signal }),
  saveView: (view: ViewCreation) => call<SavedView>('POST', '/views', { body: view }),
  editView: (id: string, version: number, edit: ViewEdit) => call<SavedView>('PATCH', `/views/${of(id)}`, { body: edit, version }),
  deleteView: (id: string) => call<void>('DELETE', `/views/${of(id)}`),

  deal: (id: string, { signal }: Signal) => call<Deal>('GET', `/deals/${of(id)}`, { signal }),
  acts: (id: string, { signal }: Signal) => call<PossibleActs>('GET', `/deals/${of(id)}/acts`, { signal }),
  /** What happened: on one deal, or on all deals of a client. */
  timeline: (whose: TimelineOf, query: { after?: string | undefined; kind?: TimelineKind | undefined }, { signal }: Signal) =>
    call<Timeline>('GET', `${addressOf(whose)}/timeline`, { query, signal }),
  noteHistory: (id: string, query: { after?: string | undefined }, { signal }: Signal) =>
    call<Page<NoteVersion>>('GET', `/deals/${of(id)}/note-history`, { query, signal }),
  comment: (id: string, comment: CommentCreation) => call<ActAnswer>('POST', `/deals/${of(id)}/comments`, { body: comment }),
  qualification: (id: string, { signal }: Signal) => call<Qualification>('GET', `/deals/${of(id)}/qualification`, { signal }),
  answer: (id: string, question: string, version: number, text: string) =>
    call<QuestionAnswer>('PATCH', `/deals/${of(id)}/qualification/${of(question)}`, { body: { text }, version }),
  exemptions: (id: string, { signal }: Signal) => call<{ items: Exemption[] }>('GET', `/deals/${of(id)}/exemptions`, { signal }),
  prolong: (id: string, prolongation: Prolongation) => call<ActAnswer>('POST', `/deals/${of(id)}/prolongation`, { body: prolongation }),
  mentions: ({ signal }: Signal) => call<MentionPage>('GET', '/mentions', { signal }),
  seeMentions: (dealId: string) => call<void>('POST', '/mentions/seen', { body: { dealId } }),
  qualificationBook: ({ signal }: Signal) => call<QualificationBook>('GET', '/qualification', { signal }),
  writeQualificationBook: (version: number, book: QualificationBookEdit) =>
    call<QualificationBook>('PUT', '/qualification', { body: book, version }),
  createDeal: (deal: DealCreation) => call<ActAnswer>('POST', '/deals', { body: deal }),
  editDeal: (id: string, version: number, edit: DealEdit) => call<ActAnswer>('PATCH', `/deals/${of(id)}`, { body: edit, version }),
  moveDeal: (id: string, move: StageMove) => call<ActAnswer>('POST', `/deals/${of(id)}/stage-moves`, { body: move }),

  closeDeal: (id: string, closure: Closure) => call<ActAnswer>('POST', `/deals/${of(id)}/closure`, { body: closure }),
  reopenDeal: (id: string, reopening: Reopening) => call<ActAnswer>('POST', `/deals/${of(id)}/reopening`, { body: reopening }),
  exemptDeal: (id: string, exemption: ExemptionCreation) => call<ActAnswer>('POST', `/deals/${of(id)}/exemptions`, { body: exemption }),
  interactions: (id: string, { signal }: Signal) => call<Page<Interaction>>('GET', `/deals/${of(id)}/interactions`, { signal }),
  addInteraction: (id: string, interaction: InteractionCreation) =>
    call<ActAnswer>('POST', `/deals/${of(id)}/interactions`, { body: interaction }),
  breaches: (query: { dealId?: string; open?: boolean }, { signal }: Signal) => call<Page<Breach>>('GET', '/breaches', { query, signal }),
  deals: (query: Query, { signal }: Signal) => call<Page<DealListItem>>('GET', '/deals', { query, signal }),

  myDay: ({ signal }: Signal) => call<MyDay>('GET', '/my-day', { signal }),
  closeDay: (closing: DayClosingCreation) => call<DayClosed>('POST', '/my-day/closing', { body: closing }),
  dayClosings: ({ signal }: Signal) => call<DayClosings>('GET', '/day-closings', { signal }),
  talkOver: (id: string, result: string) =>
    call<{ items: RepeatedBreach[] }>('POST', `/repeated-breaches/${of(id)}/completion`, { body: { result } }),
  viewDeal: (id: string) => call<void>('POST', `/deals/${of(id)}/views`, { body: {} }),
  incoming: (query: { of?: 'mine' | 'team' | 'all'; limit?: number }, { signal }: Signal) =>
    call<Incoming>('GET', '/incoming', { query, signal }),
  control: ({ signal }: Signal) => call<Control>('GET', '/control', { signal }),
  controlRows: (query: { clause?: string; member?: string; after?: string }, { signal }: Signal) =>
    call<Page<ControlRow>>('GET', '/control/rows', { query, signal }),
  dismissIncoming: (id: string, reason: string) => call<ActAnswer>('POST', `/incoming/${of(id)}/dismissal`, { body: { reason } }),

  tasks: (query: { dealId?: string; assigneeId?: string; open?: boolean }, { signal }: Signal) =>
    call<Page<Task>>('GET', '/tasks', { query, signal }),
  createTask: (task: TaskCreation) => call<ActAnswer>('POST', '/tasks', { body: task }),
  editTask: (id: string, edit: TaskEdit) => call<ActAnswer>('PATCH', `/tasks/${of(id)}`, { body: edit }),
  completeTask: (id: string, completion: TaskCompletion) => call<ActAnswer>('POST', `/tasks/${of(id)}/completion`, { body: completion }),
  noAnswer: (id: string, noAnswer: NoAnswer) => call<ActAnswer>('POST', `/tasks/${of(id)}/no-answer`, { body: noAnswer }),
  cancelTask: (id: string, cancellation: { reason?: string; confirmed?: boolean } = {}) =>
    call<ActAnswer>('POST', `/tasks/${of(id)}/cancellation`, { body: cancellation }),

  search: (q: string, { signal }: Signal) => call<Found>('GET', '/search', { query: { q }, signal }),

  contacts: (q: string, { signal }: Signal) => call<Page<Contact>>('GET', '/contacts', { query: { q }, signal }),
  addContact: (contact: ContactCreation) => call<Contact>('POST', '/contacts', { body: contact }),
  contactList: (query: { q?: string | undefined; after?: string | undefined; companyId?: string | undefined }, { signal }: Signal) =>
    call<Page<Contact>>('GET', '/contacts', { query, signal }),
  contact: (id: string, { signal }: Signal) => call<Contact>('GET', `/contacts/${of(id)}`, { signal }),
  editContact: (id: string, version: number, edit: ContactEdit) => call<Contact>('PATCH', `/contacts/${of(id)}`, { body: edit, version }),
  companyList: (query: { q?: string | undefined; after?: string | undefined }, { signal }: Signal) =>
    call<Page<Company>>('GET', '/companies', { query, signal }),
  company: (id: string, { signal }: Signal) => call<Company>('GET', `/companies/${of(id)}`, { signal }),
  editCompany: (id: string, version: number, edit: CompanyEdit) => call<Company>('PATCH', `/companies/${of(id)}`, { body: edit, version }),
  clientDeals: (client: TimelineOf, query: { after?: string | undefined }, { signal }: Signal) =>
    call<ClientDeals>('GET', `${addressOf(client)}/deals`, { query, signal }),
  clientChanges: (client: TimelineOf, query: { after?: string | undefined }, { signal }: Signal) =>
    call<Page<ClientChange>>('GET', `${addressOf(client)}/changes`, { query, signal }),
  companies: (q: string, { signal }: Signal) => call<Page<Company>>('GET', '/companies', { query: { q }, signal }),
  addCompany: (company: CompanyCreation) => call<Company>('POST', '/companies', { body: company }),
}
