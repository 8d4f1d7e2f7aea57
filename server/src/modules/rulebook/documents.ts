import type { DraftCreation } from '@reglament/contract'
import { type ClauseDocument, falseLossesOf, type RegulationDocument, stillFormer } from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'
import type { Book } from './inForce.ts'

/** The document with the changes of a draft in it. */
export function changed(
  document: RegulationDocument,
  { changes = [], pipelines, former, taskKinds, lossReasons, criteria, falseLosses }: DraftCreation,
): RegulationDocument {
  const byKey = new Map(changes.map((change) => [change.clause, change]))
  const gone = former ?? document.former
  return {
    ...document,
    ...(pipelines && { pipelines }),
    ...(gone && { former: stillFormer(gone, pipelines ?? document.pipelines) }),
    ...(taskKinds && { taskKinds }),
    ...(lossReasons && { lossReasons }),
    ...(criteria && { criteria }),
    ...(falseLosses && { falseLosses }),
    sections: document.sections.map((section) => ({
      ...section,
      clauses: section.clauses.map((clause): ClauseDocument => {
        const change = byKey.get(clause.key)
        if (!change) return clause
        return {
          ...clause,
          mode: change.mode ?? clause.mode,
          params: { ...clause.params, ...change.params },
          ...(change.from && { steps: change.from }),
        }
      }),
    })),
  }
}

export const versionDocument = async (tx: Tx, workspaceId: number, number: number) => {
  const { document } = await tx
    .selectFrom('regulation_version')
    .select('document')
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return document as unknown as RegulationDocument
}

/** Lists live in rows of their own and grow between two versions (see `inForce.ts`); a document is read with those of today. */
export const withFields = (document: unknown, { regulation }: Book): RegulationDocument => ({
  ...(document as RegulationDocument),
  fields: regulation.document.fields,
  falseLosses: [...falseLossesOf(document as RegulationDocument)],
})

/** The document in force as it was enacted, steps of clauses included. */
export const documentInForce = async (tx: Tx, workspaceId: number, book: Book): Promise<RegulationDocument> =>
  withFields(await versionDocument(tx, workspaceId, book.regulation.version), book)
