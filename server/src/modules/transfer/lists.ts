import { foldText, newId } from '@reglament/kernel'
import type { FieldDocument } from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'
import { json } from '../../platform/instantColumn.ts'
import { inItsPlace } from '../fields/index.ts'
import { turnThePage } from '../rulebook/index.ts'

export type Option = FieldDocument['options'][number]

/** More values than this make no list; what comes then is told as a fault of the row. */
const optionsMax = 2_000

/** The fields of the deal card as an import finds and leaves them: declared ones are added, and lists grow by the values met. */
export class Lists {
  readonly #fields: Map<string, FieldDocument>
  readonly #index = new Map<string, Map<string, Option>>()
  #staged: { field: string; option: Option }[] = []

  constructor(fields: Iterable<FieldDocument>) {
    this.#fields = new Map([...fields].map((field) => [field.key, field]))
  }

  get fields(): FieldDocument[] {
    return [...this.#fields.values()]
  }

  field(key: string): FieldDocument | undefined {
    return this.#fields.get(key)
  }

  /** Declares a field that is not there yet. */
  declare(field: FieldDocument): void {
    this.#fields.set(field.key, field)
    this.#index.delete(field.key)
  }

  /** The option that a cell means: by key or name, capitals and ё apart only when nothing fits exactly. */
  option(field: string, value: string): Option | undefined {
    const index = this.#indexOf(field)
    const named = index.get(value) ?? index.get(`~${foldText(value)}`)
    return named && inItsPlace(this.#fields.get(field)!.options, named)
  }

  hasRoom(field: string): boolean {
    return this.#fields.get(field)!.options.length < optionsMax
  }

  /** Keeps a value that the list does not have, as it was written. */
  stage(field: string, value: string, more: Partial<Option> = { adopted: true }): Option {
    const option: Option = { key: value, name: { ru: value, en: value }, ...more }
    const known = this.#fields.get(field)!
    this.#fields.set(field, { ...known, options: [...known.options, option] })
    enter(this.#indexOf(field), option)
    this.#staged.push({ field, option })
    return option
  }

  /** Writes the lists that have grown, and makes every process read its book anew. */
  async write(tx: Tx, workspaceId: number): Promise<void> {
    if (this.#staged.length === 0) return
    for (const [key, staged] of Map.groupBy(this.#staged, ({ field }) => field)) {
      const row = await tx
        .selectFrom('field')
        .select('options')
        .where('workspace_id', '=', workspaceId)
        .where('key', '=', key)
        .forUpdate()
        .executeTakeFirstOrThrow()
      // Somebody may have changed the list meanwhile: his options stay, ours come behind them.
      const there = row.options as unknown as Option[]
      const keys = new Set(there.map((option) => option.key))
      const added = staged.map(({ option }) => option).filter((option) => !keys.has(option.key))
      await tx
        .updateTable('field')
        .set({ options: json([...there, ...added]) })
        .where('workspace_id', '=', workspaceId)
        .where('key', '=', key)
        .execute()
    }
    await turnThePage(tx, workspaceId)
  }

  keep(): void {
    this.#staged = []
  }

  forget(): void {
    for (const { field, option } of this.#staged) {
      const known = this.#fields.get(field)!
      this.#fields.set(field, { ...known, options: known.options.filter((it) => it !== option) })
      this.#index.delete(field)
    }
    this.#staged = []
  }

  #indexOf(field: string): Map<string, Option> {
    const known = this.#index.get(field)
    if (known) return known
    const index = new Map<string, Option>()
    for (const option of this.#fields.get(field)?.options ?? []) enter(index, option)
    this.#index.set(field, index)
    return index
  }
}

/** The first option of a spelling keeps it. */
function enter(index: Map<string, Option>, option: Option): void {
  const { key, name } = option
  for (const spelling of [key, name.ru, name.en, `~${foldText(key)}`, `~${foldText(name.ru)}`, `~${foldText(name.en)}`]) {
    if (!index.has(spelling)) index.set(spelling, option)
  }
}

/** Adds declared fields behind those that are there. */
export async function writeFields(tx: Tx, workspaceId: number, fields: readonly FieldDocument[]): Promise<void> {
  if (fields.length === 0) return
  const { last } = await tx
    .selectFrom('field')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('field')
    .values(
      fields.map(({ key, name, type, options, system }, place) => ({
        workspace_id: workspaceId,
        id: newId(),
        key,
        name: json(name),
        type,
        options: json(options),
        system,
        position: (last ?? -1) + 1 + place,
      })),
    )
    .execute()
  await turnThePage(tx, workspaceId)
}
