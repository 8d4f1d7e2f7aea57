import type { Board, BoardCard, BoardColumn, Money } from '@reglament/contract'
import { boardKey, type BoardFilter } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { server } from './server.ts'

const addSum = (sums: readonly Money[], budget: Money | null, sign: 1 | -1): Money[] => {
  if (!budget) return [...sums]
  const rest = sums.filter(({ currency }) => currency !== budget.currency)
  const before = sums.find(({ currency }) => currency === budget.currency)?.amount ?? 0
  const amount = before + sign * budget.amount
  return amount === 0 ? rest : [...rest, { amount, currency: budget.currency }]
}

/** A board with one card in another column, counts and sums with it. The card arrives on top, where the eye follows it. */
export function withCardMoved(board: Board, dealId: string, to: string, at: string): Board {
  const card = board.columns.flatMap(({ cards }) => cards).find(({ id }) => id === dealId)
  if (!card || card.stage === to) return board
  const moved: BoardCard = { ...card, stage: to, enteredAt: at, stayUntil: null, task: null, openTasks: 0 }
  return {
    ...board,
    columns: board.columns.map((column): BoardColumn => {
      if (column.stage === card.stage)
        return {
          ...column,
          count: column.count - 1,
          sums: addSum(column.sums, card.budget, -1),
          cards: column.cards.filter(({ id }) => id !== dealId),
        }
      if (column.stage === to)
        return { ...column, count: column.count + 1, sums: addSum(column.sums, card.budget, 1), cards: [moved, ...column.cards] }
      return column
    }),
  }
}

/** A board without one card, counts and sums with it. */
export function withoutCard(board: Board, dealId: string): Board {
  const card = board.columns.flatMap(({ cards }) => cards).find(({ id }) => id === dealId)
  if (!card) return board
  return {
    ...board,
    columns: board.columns.map((column): BoardColumn =>
      column.stage !== card.stage
        ? column
        : {
            ...column,
            count: column.count - 1,
            sums: addSum(column.sums, card.budget, -1),
            cards: column.cards.filter(({ id }) => id !== dealId),
          },
    ),
  }
}

/** Shows a move on every board before the server has answered; the returned function takes it back. */
export function moveOnBoards(dealId: string, to: string, at: string): () => void {
  void queryClient.cancelQueries({ queryKey: ['board'] })
  const before = queryClient.getQueriesData<Board>({ queryKey: ['board'] })
  for (const [key, board] of before) if (board) queryClient.setQueryData(key, withCardMoved(board, dealId, to, at))
  return () => {
    for (const [key, board] of before) queryClient.setQueryData(key, board)
  }
}

const loading = new Set<string>()

/** Fetches the next cards of a column and puts them behind those that are shown; twice at once is once. */
export async function loadMore(filter: BoardFilter, stage: string): Promise<void> {
  const key = boardKey(filter)
  const name = `${JSON.stringify(key)} ${stage}`
  const after = queryClient.getQueryData<Board>(key)?.columns.find((column) => column.stage === stage)?.next
  if (after === undefined || loading.has(name)) return
  loading.add(name)
  try {
    const page = await server.boardColumn(filter.pipeline, stage, { ...filter.narrowing, after, limit: 100 })
    queryClient.setQueryData<Board>(
      key,
      (board) =>
        board && {
          ...board,
          columns: board.columns.map((column) => {
            if (column.stage !== stage || column.next !== after) return column
            const known = new Set(column.cards.map(({ id }) => id))
            return { ...column, cards: [...column.cards, ...page.items.filter(({ id }) => !known.has(id))], next: page.next }
          }),
        },
    )
  } finally {
    loading.delete(name)
  }
}
