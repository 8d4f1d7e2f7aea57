import type { DraftCreation } from '@reglament/contract'
import { shapeFaults } from '@reglament/regulation'
import type { Fault } from '../../platform/http/index.ts'

/** Faults of the shape of what a draft gives whole, each with its place in the request; whether it makes sense is another question. */
export const shapeOf = ({ pipelines, former, taskKinds, lossReasons, criteria, falseLosses }: DraftCreation): Fault[] =>
  shapeFaults({ pipelines, former, taskKinds, lossReasons, criteria, falseLosses }).map(({ path, message, ru }) => ({
    path,
    message: { ru, en: message },
  }))
