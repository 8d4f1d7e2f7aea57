import type { News, NewsItem } from '@reglament/contract'
import { queryClient } from '../api/queryClient.ts'

/** Several changes of one second are one reading of the screen. */
const gatherMs = 250

/** What is read anew when something of this kind has changed: everything about the thing itself, and the lists in which it may stand. */
const ofOneDeal = ['deal', 'acts', 'timeline', 'interactions', 'breaches', 'note-history', 'qualification', 'exemptions'] as const
const lists: Readonly<Record<string, readonly string[]>> = {
  deal: ['board', 'deals', 'tasks', 'my-day', 'incoming', 'exchange', 'control', 'closing-reviews', 'me', 'mentions'],
  lead: ['leads', 'lead', 'quarantine', 'my-day'],
  'working-draft': ['working-draft', 'regulation-document'],
  member: ['members', 'me', 'my-day', 'control', 'notices', 'day-closings'],
}

let gathered: NewsItem[] = []
let isAll = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Reads anew what is on the screen and has changed; what is not on the screen is read when it is opened. */
function readAnew(): void {
  timer = undefined
  const [items, all] = [gathered, isAll]
  gathered = []
  isAll = false
  if (all) return void queryClient.invalidateQueries()
  const deals = new Set(items.flatMap(({ kind, id }) => (kind === 'deal' ? id : [])))
  const names = new Set(items.flatMap(({ kind }) => lists[kind] ?? [`${kind}s`]))
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [name, about] }) =>
      names.has(String(name)) || (ofOneDeal.some((one) => one === name) && (typeof about !== 'string' || deals.has(about))),
  })
}

const gather = () => (timer ??= setTimeout(readAnew, gatherMs))

/** A server that is just starting refuses, and a browser that was refused does not come back by itself. */
const refusedMs = 5000

/**
 * Listens to what others do, from `since` (of `me`) on, until the returned function is called. The browser comes back by itself when the
 * connection breaks; what was missed meanwhile is not known, so everything on the screen is read anew.
 */
export function followNews(since: string): () => void {
  let source: EventSource
  let again: ReturnType<typeof setTimeout>
  let wasOpen = false
  const listen = () => {
    source = new EventSource(`/api/events?since=${since}`)
    source.addEventListener('open', () => {
      isAll ||= wasOpen
      if (wasOpen) gather()
      wasOpen = true
    })
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, refusedMs)
    })
    source.addEventListener('news', ({ data }: MessageEvent<string>) => {
      const news = JSON.parse(data) as News
      gathered.push(...news.items)
      // With another book everything reads otherwise: names of stages, acts, clocks.
      isAll ||= news.all === true || news.items.some(({ kind }) => kind === 'workspace')
      gather()
    })
  }
  listen()
  return () => {
    source.close()
    clearTimeout(again)
    clearTimeout(timer)
    timer = undefined
  }
}
