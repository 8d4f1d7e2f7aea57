type Card = { id: string }

/** Where an arrow leads from a card: up and down in its column, to the side to the same height of the next column that has cards. */
export function stepFrom(columns: readonly (readonly Card[])[], id: string, key: string): { column: number; index: number } | undefined {
  const column = columns.findIndex((cards) => cards.some((card) => card.id === id))
  const index = columns[column]?.findIndex((card) => card.id === id) ?? -1
  if (index === -1) return undefined
  const height = columns[column]?.length ?? 0
  switch (key) {
    case 'ArrowDown':
      return index + 1 < height ? { column, index: index + 1 } : undefined
    case 'ArrowUp':
      return index > 0 ? { column, index: index - 1 } : undefined
    case 'Home':
      return { column, index: 0 }
    case 'End':
      return { column, index: height - 1 }
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = key === 'ArrowLeft' ? -1 : 1
      for (let next = column + step; next >= 0 && next < columns.length; next += step) {
        const length = columns[next]?.length ?? 0
        if (length > 0) return { column: next, index: Math.min(index, length - 1) }
      }
      return undefined
    }
    default:
      return undefined
  }
}
