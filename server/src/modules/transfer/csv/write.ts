/**
 * Spreadsheets run a cell that begins with one of these as a formula, in their full-width forms too, and also behind blanks, tabs and
 * signs of no width.
 */
const formula = /^[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@＝＋－＠﹢﹣﹦﹫−]/u

/** A cell that no spreadsheet takes for a formula: an apostrophe stands before it. */
export const defuse = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

/** A cell as it was before it was defused. */
export const undefuse = (cell: string): string => (cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell)

const quoted = (cell: string) => `"${defuse(cell).replaceAll('"', '""')}"`

/** One line of a CSV file, every cell quoted and defused. */
export const csvLine = (cells: readonly string[], delimiter: string): string => `${cells.map(quoted).join(delimiter)}\r\n`
