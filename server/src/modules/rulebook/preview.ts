import type { DraftCreation, RegulationPreview } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import {
  type ClauseDocument,
  compileRegulation,
  differencesBetween,
  type Language,
  namesMended,
  readClauses,
  type RegulationDocument,
} from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'
import { draftOf } from './drafts.ts'
import { namesOf } from './named.ts'

type At = { clause: ClauseDocument; param: string | undefined }

/** The clause that a place in a draft or in its document is of, and which of its parameters. */
function clauseAt(document: RegulationDocument, { changes = [] }: DraftCreation, path: string): At | null {
  const [, list, i, within, j, , param] = /^\/(changes|sections)\/(\d+)(?:\/(clauses)\/(\d+))?(\/params\/([^/]+))?/.exec(path) ?? []
  const clauses = document.sections.flatMap((section) => section.clauses)
  const key = list === 'changes' ? changes[Number(i)]?.clause : within && document.sections[Number(i)]?.clauses[Number(j)]?.key
  const clause = clauses.find((one) => one.key === key)
  return clause ? { clause, param } : null
}

/** A clause that names a stage which is taken away can name the one where the deals go on (A11, B1). */
function mendOf(document: RegulationDocument, { clause, param }: At, language: Language) {
  const value = param === undefined ? null : namesMended(document, clause.params[param])
  if (param === undefined || value === null) return null
  const stages = new Map(document.pipelines.flatMap((pipeline) => pipeline.stages.map(({ key, name }) => [key, name[language]] as const)))
  const text = [value].flat().map((key) => stages.get(key) ?? key)
  return { clause: clause.key, params: { [param]: value }, text: text.join(', ') }
}

/** What a draft would be, without keeping it: faults in their places, or the differences and the changed clauses to read. */
export async function previewDraft(
  tx: Tx,
  workspaceId: number,
  creation: DraftCreation,
  language: Language,
  now: Instant,
): Promise<RegulationPreview> {
  const { book, before, document, faults, readable, people } = await draftOf(tx, workspaceId, creation, now)
  const said = faults.map(({ path, message }) => {
    const at = clauseAt(document, creation, path)
    const mend = at && mendOf(document, at, language)
    return { path, message: message[language], clause: at?.clause.key ?? null, ...(mend && { mend }) }
  })
  const empty = { basedOn: book.regulation.version, faults: said, differences: [], clauses: [] }
  if (!readable) return empty
  const names = namesOf(people)
  const differences = differencesBetween(before, document, language, names)
  const touched = new Set(differences.flatMap(({ clause }) => clause ?? []))
  const clauses = readClauses(compileRegulation(document, book.regulation.version), language, names).filter(({ key }) => touched.has(key))
  return { ...empty, differences, clauses }
}
