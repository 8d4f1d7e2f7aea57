type Part = { literal: string } | { column: number }

/** The columns that a template names in braces. */
export const columnsOf = (template: string): string[] => [...template.matchAll(/\{([^{}]+)\}/g)].map(([, column]) => column!.trim())

export type Filled = (cell: (column: number) => string) => string

/**
 * Makes a template ready: `{product} — {account}` with the columns by their numbers. What stands between two columns is written only
 * between two that are filled; a line of which nothing is filled is left out.
 */
export function compileTemplate(template: string, indexOf: (column: string) => number): Filled {
  const lines = template.split('\n').map((line) => partsOf(line, indexOf))
  return (cell) =>
    lines
      .map((parts) => fillLine(parts, cell))
      .filter((line) => line !== '')
      .join('\n')
}

const partsOf = (line: string, indexOf: (column: string) => number): Part[] =>
  line
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') && part.endsWith('}') ? { column: indexOf(part.slice(1, -1)) } : { literal: part }))

function fillLine(parts: readonly Part[], cell: (column: number) => string): string {
  let filled = ''
  let between = ''
  let lastFilled = false
  for (const [place, part] of parts.entries()) {
    if ('literal' in part) {
      const isEnd = place === parts.length - 1
      if (isEnd && lastFilled) filled += part.literal
      between = part.literal
      continue
    }
    const value = cell(part.column).trim()
    lastFilled = value !== ''
    if (!lastFilled) continue
    const leading = place > 0 && filled === '' && parts[0] !== undefined && 'literal' in parts[0] ? parts[0].literal : ''
    filled += (filled === '' ? leading : between) + value
  }
  return filled.trim()
}
