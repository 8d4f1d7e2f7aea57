import type { Board, Deal, MyDay, Named, TimelineEntry, TimelineKind } from '@reglament/contract'
import { queryClient } from './queryClient.ts'
import { withoutCard } from './boardCache.ts'

/** Puts what an act showed ahead of its answer back as it was. */
export type TakeBack = () => void

/** Of an entry that is on its way; the server gives it its own. */
const aheadId = 'ahead'

/** Is this entry shown before the server has it. */
export const isAhead = ({ id }: Pick<TimelineEntry, 'id'>): boolean => id === aheadId

/** Shows an answer changed on every screen that has it, until the server answers; what was there stands again after `TakeBack`. */
function show<Answer>(queryKey: readonly unknown[], change: (answer: Answer) => Answer): TakeBack {
  void queryClient.cancelQueries({ queryKey })
  const before = queryClient.getQueriesData<Answer>({ queryKey })
  for (const [key, answer] of before) if (answer !== undefined) queryClient.setQueryData(key, change(answer))
  return () => {
    for (const [key, answer] of before) queryClient.setQueryData(key, answer)
    void queryClient.invalidateQueries({ queryKey })
  }
}

const all =
  (...takeBacks: readonly TakeBack[]): TakeBack =>
  () => {
    for (const takeBack of takeBacks) takeBack()
  }

/** The day without some of its tasks. */
const withoutTasks = (gone: (task: MyDay['today'][number]) => boolean) =>
  show<MyDay>(['my-day'], (day) => ({
    ...day,
    overdue: day.overdue.filter((task) => !gone(task)),
    today: day.today.filter((task) => !gone(task)),
  }))

/** A task leaves the day. */
export const takeOffDay = (taskId: string): TakeBack => withoutTasks(({ id }) => id === taskId)

/** A task is done: it leaves the day, on the card it is ticked. What comes next only the server knows. */
export function completedAhead(dealId: string, taskId: string, result: string | null, at: string): TakeBack {
  const ticked = show<Deal>(['deal', dealId], (deal) => ({
    ...deal,
    tasks: deal.tasks.map((task) => (task.id === taskId ? { ...task, completedAt: at, result } : task)),
  }))
  return all(ticked, takeOffDay(taskId))
}

/** A deal stands in another stage of its path. */
export const movedAhead = (dealId: string, to: string, at: string): TakeBack =>
  show<Deal>(['deal', dealId], (deal) => ({
    ...deal,
    stage: to,
    enteredAt: at,
    stayUntil: null,
    visits: [
      ...deal.visits.map((visit) => (visit.leftAt === null ? { ...visit, leftAt: at } : visit)),
      { stage: to, enteredAt: at, leftAt: null, by: null, reason: null },
    ],
  }))

/** A deal is lost: its card leaves the boards, its tasks leave the day. Its own card waits, for what was begun there must not be lost. */
export const closedAhead = (dealId: string): TakeBack =>
  all(
    show<Board>(['board'], (board) => withoutCard(board, dealId)),
    withoutTasks((task) => task.dealId === dealId),
  )

type Pages = { pages: { items: TimelineEntry[] }[]; pageParams: unknown[] }

/** What somebody wrote down stands on the timeline of the deal at once. */
export function writtenAhead(
  dealId: string,
  said: {
    type: string
    kind: TimelineKind
    summary: string
    text: string | null
    by: Named
    at: string
    mentions?: Named[]
    channel?: string
  },
): TakeBack {
  const entry: TimelineEntry = { id: aheadId, clause: null, clauseNumber: null, refused: false, ...said }
  const put = (kind: string) =>
    show<Pages>(['timeline', dealId, kind], ({ pages, pageParams }) => ({
      pageParams,
      pages: pages.map((page, i) => (i === 0 ? { ...page, items: [entry, ...page.items] } : page)),
    }))
  return all(put('all'), put(said.kind))
}
