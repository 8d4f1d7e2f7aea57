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
]
