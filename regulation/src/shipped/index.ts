import type { ClauseDocument, RegulationDocument } from '../document.ts'
import { shippedFields, shippedTaskKinds } from './fields.ts'
import { salesPipeline } from './pipelines.ts'

const clause = (key: string, mode: ClauseDocument['mode'], params: Record<string, unknown> = {}): ClauseDocument => ({
  key,
  kind: key,
  mode,
  params,
})

/** The regulation that a new workspace works by from its first minute (A2); every figure is a parameter. */
export const shippedRegulation: RegulationDocument = {
  pipelines: [salesPipeline],
  fields: shippedFields,
  taskKinds: shippedTaskKinds,
  sections: [
    { name: { ru: 'Новая заявка', en: 'New request' }, clauses: [clause('first-response', 'enforce', { within: '30 wmin' })] },
    {
      name: { ru: 'Воронка и этапы', en: 'Pipeline and stages' },
      clauses: [
        clause('stage-order', 'enforce'),
        clause('first-stage-only', 'enforce'),
        clause('back-needs-reason', 'enforce'),
        clause('required-fields', 'enforce'),
        clause('note-present', 'enforce', { charactersMin: 10 }),
      ],
    },
    {
      name: { ru: 'Дела', en: 'Tasks' },
      clauses: [
        clause('open-task', 'enforce'),
        clause('stage-task', 'enforce'),
        clause('stage-task-result', 'observe'),
        clause('result-note', 'enforce', { charactersMin: 3 }),
        clause('task-says-what', 'observe', { charactersMin: 10 }),
      ],
    },
  ],
}
