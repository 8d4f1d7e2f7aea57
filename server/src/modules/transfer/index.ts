/** Bringing data in and taking it out: the face of this module. */
export { ImportError, sayImportError } from './faults.ts'
export { importFile, type ImportRequest } from './importFile.ts'
export { type AnyMapping, checkMapping, Mapping, readMapping } from './mapping.ts'
export { sayReport } from './sayReport.ts'
export type { ImportReport } from './tally.ts'
export { guessMapping } from './guess.ts'
export { goOnImporting } from './imports.ts'
export { transferRoutes } from './routes.ts'
