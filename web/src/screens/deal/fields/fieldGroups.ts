import type { Field, Stage } from '@reglament/contract'

/** Fields of the card that one stage asks for first. `stage` is undefined for those that no stage asks for. */
export type FieldGroup = { stage: Stage | undefined; fields: Field[] }

/**
 * Groups the fields by the stage that first needs them, as the pipeline says; the note and the budget have places of their own. What is
 * filled in no more is there only where something stands in it.
 */
export function fieldGroups(stages: readonly Stage[], fields: ReadonlyMap<string, Field>, filled: ReadonlySet<string>): FieldGroup[] {
  const placed = new Set<string>()
  const own = (key: string) => {
    const field = fields.get(key)
    if (!field || field.system || placed.has(key)) return []
    placed.add(key)
    return [field]
  }
  const byStage = stages.map((stage): FieldGroup => ({ stage, fields: stage.required.flatMap(own) }))
  const rest: FieldGroup = {
    stage: undefined,
    fields: [...fields.keys()].flatMap(own).filter((field) => !field.retired || filled.has(field.key)),
  }
  return [...byStage, rest].filter((group) => group.fields.length > 0)
}
