import type { ClauseKind } from '../clauseKind.ts'
import { backNeedsReason } from './backNeedsReason.ts'
import { firstResponse } from './firstResponse.ts'
import { firstStageOnly } from './firstStageOnly.ts'
import { notePresent } from './notePresent.ts'
import { openTask } from './openTask.ts'
import { requiredFields } from './requiredFields.ts'
import { resultNote } from './resultNote.ts'
import { stageOrder } from './stageOrder.ts'
import { stageTask } from './stageTask.ts'
import { stageTaskResult } from './stageTaskResult.ts'
import { taskSaysWhat } from './taskSaysWhat.ts'

import { callBackTask } from './callBackTask.ts'
import { concreteMakesDeal } from './concreteMakesDeal.ts'
import { contactRequest } from './contactRequest.ts'
import { greeting } from './greeting.ts'
import { leadRouting } from './leadRouting.ts'
import { oneInquiryOneDeal } from './oneInquiryOneDeal.ts'
import { attemptsBeforeClosing } from './attemptsBeforeClosing.ts'
import { attention } from './attention.ts'
import { closingLetter } from './closingLetter.ts'
import { closingReview } from './closingReview.ts'
import { couldNotReachPhoneOnly } from './couldNotReachPhoneOnly.ts'
import { everyChannelTried } from './everyChannelTried.ts'
import { exchangeWait } from './exchangeWait.ts'
import { incomingAnswer } from './incomingAnswer.ts'
import { ladderComplete } from './ladderComplete.ts'
import { lastAttemptAfterSilence } from './lastAttemptAfterSilence.ts'
import { lifetime } from './lifetime.ts'
import { loadMax } from './loadMax.ts'
import { lossEvidence } from './lossEvidence.ts'
import { lossReason } from './lossReason.ts'
import { noAnswerLadder } from './noAnswerLadder.ts'
import { noteFresh } from './noteFresh.ts'
import { nothingUnanswered } from './nothingUnanswered.ts'
import { ownReturnPause } from './ownReturnPause.ts'
import { overdue } from './overdue.ts'
import { overdueHandOver } from './overdueHandOver.ts'
import { postponedReturns } from './postponedReturns.ts'
import { qualitySample } from './qualitySample.ts'
import { release } from './release.ts'
import { silenceBeforeClosing } from './silenceBeforeClosing.ts'
import { silenceEnd } from './silenceEnd.ts'
import { silentPlan } from './silentPlan.ts'
import { stageStay } from './stageStay.ts'
import { stageTruth } from './stageTruth.ts'
import { standIn } from './standIn.ts'
import { taking } from './taking.ts'
import { thinkingWeekly } from './thinkingWeekly.ts'
import { touchCadence } from './touchCadence.ts'
import { callCascade } from './callCascade.ts'
import { callClimbed } from './callClimbed.ts'
import { calledBack } from './calledBack.ts'
import { invoiceIssued } from './invoiceIssued.ts'
import { noInvoice } from './noInvoice.ts'
import { paidBeforeStart } from './paidBeforeStart.ts'
import { paymentMoves } from './paymentMoves.ts'
import { proposalGiven } from './proposalGiven.ts'
import { proposalOpened } from './proposalOpened.ts'
import { wonOpensNext } from './wonOpensNext.ts'

import { dailyReview } from './dailyReview.ts'
import { dayClosing } from './dayClosing.ts'
import { loadMin } from './loadMin.ts'
import { repeatedBreach } from './repeatedBreach.ts'

/** Every rule that a regulation may be made of; adding one is adding its file here. */
export const clauseKinds: readonly ClauseKind[] = [
  firstResponse,
  stageOrder,
  firstStageOnly,
  backNeedsReason,
  requiredFields,
  notePresent,
  openTask,
  stageTask,
  stageTaskResult,
  resultNote,
  taskSaysWhat,
  attemptsBeforeClosing,
  attention,
  closingLetter,
  closingReview,
  couldNotReachPhoneOnly,
  everyChannelTried,
  exchangeWait,
  incomingAnswer,
  ladderComplete,
  lastAttemptAfterSilence,
  lifetime,
  loadMax,
  lossEvidence,
  lossReason,
  noAnswerLadder,
  noteFresh,
  nothingUnanswered,
  overdue,
  overdueHandOver,
  ownReturnPause,
  postponedReturns,
  qualitySample,
  release,
  silenceBeforeClosing,
  silenceEnd,
  silentPlan,
  stageStay,
  stageTruth,
  standIn,
  taking,
  thinkingWeekly,
  oneInquiryOneDeal,
  concreteMakesDeal,
  callBackTask,
  contactRequest,
  greeting,
  leadRouting,
  touchCadence,
  callCascade,
  callClimbed,
  calledBack,
  invoiceIssued,
  noInvoice,
  paidBeforeStart,
  paymentMoves,
  proposalGiven,
  proposalOpened,
  wonOpensNext,
  loadMin,
  dayClosing,
  dailyReview,
  repeatedBreach,
]
