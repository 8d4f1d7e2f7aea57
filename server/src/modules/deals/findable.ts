import { foldText } from '@reglament/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Ink, Write } from './write.ts'

/** The longest text of a field that is kept for filters. */
const textMax = 200
const wordsMax = 60
const marks = /[\][\s«»“”„"'`().,;:!?/\\|+*=<>{}&№#@–—-]+/u

/** How a text of a field is kept for filters and asked for. */
export const foldValue = (text: string): string => foldText(text).slice(0, textMax)

/** Words of a text as a deal is found by them; those of a client's name are split by `words_of` in the database, in the same way. */
export const wordsOf = (text: string): string[] => [...new Set(foldText(text).split(marks).filter(Boolean))].slice(0, wordsMax)

/** What filters find a deal by: values of its fields and words of its title, written where they have changed. */
export function findableParts(writes: readonly Write[], { workspaceId }: Pick<Ink, 'workspaceId'>): RawBuilder<unknown>[] {
  return [...fieldParts(writes, workspaceId), ...wordParts(writes, workspaceId)]
}

function fieldParts(writes: readonly Write[], workspaceId: number): RawBuilder<unknown>[] {
  const rows = writes.flatMap(({ dealId, texts: { fields } }) =>
    Object.entries(fields ?? {}).map(([field, value]) => {
      const isEmpty = value === null || value === ''
      const isNumber = typeof value === 'number'
      return {
        deal_id: dealId,
        field,
        text_value: isEmpty || isNumber ? null : foldValue(String(value)),
        number_value: isNumber ? value : null,
      }
    }),
  )
  const isKept = ({ text_value, number_value }: (typeof rows)[number]) =>
    (text_value !== null && text_value !== '') || number_value !== null
  const kept = rows.filter(isKept)
  const made = new Set(writes.filter(({ before }) => before === null).map(({ dealId }) => dealId))
  const gone = rows.filter((row) => !isKept(row) && !made.has(row.deal_id)).map(({ deal_id, field }) => ({ deal_id, field }))
  return [
    ...(kept.length === 0
      ? []
      : [
          sql`insert into deal_field (workspace_id, deal_id, field, text_value, number_value)
            select ${workspaceId}::integer, deal_id, field, text_value, number_value
            from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
              as written (deal_id uuid, field text, text_value text, number_value double precision)
            on conflict (workspace_id, deal_id, field)
            do update set text_value = excluded.text_value, number_value = excluded.number_value`,
        ]),
    ...(gone.length === 0
      ? []
      : [
          sql`delete from deal_field using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as written (deal_id uuid, field text)
            where deal_field.workspace_id = ${workspaceId} and deal_field.deal_id = written.deal_id and deal_field.field = written.field`,
        ]),
  ]
}

function wordParts(writes: readonly Write[], workspaceId: number): RawBuilder<unknown>[] {
  const titled = writes.filter(({ texts }) => texts.title !== undefined)
  const rows = titled.flatMap(({ dealId, texts }) => wordsOf(texts.title!).map((word) => ({ deal_id: dealId, word })))
  const renamed = titled.filter(({ before }) => before !== null).map(({ dealId }) => dealId)
  const written = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as written (deal_id uuid, word text)`
  return [
    ...(rows.length === 0
      ? []
      : [
          sql`insert into deal_word (workspace_id, deal_id, of, word)
            select ${workspaceId}::integer, deal_id, 'title', word from ${written} on conflict do nothing`,
        ]),
    // The parts of one statement do not see what the others write: only words that the new title has not got are deleted.
    ...(renamed.length === 0
      ? []
      : [
          sql`delete from deal_word
            where workspace_id = ${workspaceId} and deal_id = any(${renamed}::uuid[]) and of = 'title'
              and (deal_id, word) not in (select deal_id, word from ${written})`,
        ]),
  ]
}
