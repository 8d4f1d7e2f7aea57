export type * from './act.ts'
export type * from './events.ts'
export type * from './situation.ts'
export type * from './verdict.ts'
export type * from './words.ts'
export {
  type ChannelKind,
  type DealStatus,
  type Dossier,
  type FieldFact,
  factOf,
  type InquiryChannel,
  type InquiryFact,
  isFilled,
  type Reservation,
  type TaskFact,
} from './dossier.ts'
export { evolve, fold } from './evolve.ts'
export {
  type Clause,
  compileRegulation,
  type DocumentFault,
  faultsOf,
  type Pipeline,
  type Regulation,
  shapeFaults,
  type Stage,
  UnreadableRegulation,
} from './compile.ts'
export { differencesBetween, type Difference } from './differences/index.ts'
export { inputsOf, type ParamInput, type PeoplePart } from './params.ts'
export { receiverRoles } from './intake/face.ts'
export { type NamedPerson, peopleFaults, peopleNamed } from './peopleFaults.ts'
export { namesIn, type Names } from './names.ts'
export type { People } from './speech.ts'
export type { SentencePart } from './sentence.ts'
export {
  RegulationDocument,
  PipelineDocument as PipelineSchema,
  FieldDocument as FieldSchema,
  LossReasonDocument,
  type NamedDocument,
  TaskKindDocument,
  type ClauseDocument,
  type FieldDocument,
  type FormerStageDocument,
  type PipelineDocument,
  type StageDocument,
} from './document.ts'
export { chainOf } from './chain.ts'
export { beginningOf } from './pipelineKind.ts'
export { returnsFrom } from './ways.ts'
export { leavingStages, namesMended, stageNow, stillFormer, successorOf, withoutGaps } from './formerStages.ts'
export { decide, judge, leavesFor, sweep, type Decision } from './judge.ts'
export { settle, standing, type Standing } from './settle.ts'
export { memberStanding, settleMember, type MemberBreachFact, type MemberChanges, type MemberStanding } from './memberStanding.ts'
export type * from './memberSituation.ts'
export { possibleActs, type PossibleAct } from './possible.ts'
export { clocksAhead, clocksOf, type Clock, type ClockAhead } from './clocksOf.ts'
export { explainFinding, readClauses, speech } from './explain.ts'
export { fieldFact } from './perform.ts'
export { stayUntil, touchDueAt } from './clocks.ts'
export { replanned } from './replan.ts'
export { isActive, suitableOn, type Suitable } from './dailyReview.ts'
export { isOversight } from './oversight.ts'
export { corridorOf, type Corridor } from './corridor.ts'
export { releaseTerms } from './clauses/release.ts'
export { standInClause } from './clauses/standIn.ts'
export { shippedRegulation } from './shipped/index.ts'
export { clauseKinds } from './clauses/index.ts'
export { askedBy, awaitsCall, awaitsReview, falseLossesOf, isOwnLoss, loserOf, signDaysOf } from './losing.ts'
export { ownTaskKinds, silentReasons } from './listFaults.ts'
export { checksOf, type Check } from './checks.ts'
export { asOf, nextStepAt } from './steps.ts'
export type * from './intake/arrival.ts'
export type * from './intake/face.ts'
export { receive } from './intake/receive.ts'
export { routeOf } from './intake/route.ts'
export { firstLettersOf, type LateAnswer, leadDue, type LeadFacts, type LeadLetter } from './intake/leadLife.ts'
export { type FromConcrete, isConcrete } from './intake/concrete.ts'
export { isLeadFree } from './intake/takeLead.ts'
export { contactRequestTemplate, greetingTemplate } from './intake/templates.ts'
