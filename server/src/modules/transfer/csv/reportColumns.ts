import { undefuse } from './write.ts'

/** The columns that a report of rows puts before those of the file. */
export const reportColumns = { ru: ['Строка', 'Что вышло', 'Почему'], en: ['Line', 'What happened', 'Why'] }
const width = 3

/** Whether a file is a report of ours: rows that did not come in, mended and brought again (L3). */
export const isReport = (header: readonly string[]): boolean =>
  Object.values(reportColumns).some((columns) => columns.every((column, i) => header[i] === column))

/** Cells of a report as they were in the file before it. */
export const asBefore = (cells: readonly string[]): string[] => cells.slice(width).map(undefuse)
