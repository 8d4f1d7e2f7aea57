import './styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { fetchBoardEarly, meQuery, pipelinesQuery } from './api/queries.ts'
import { queryClient } from './api/queryClient.ts'
import { App } from './App.tsx'
import { readSearch } from './lists/search.ts'
import { router } from './router.tsx'
import { startWords } from './words/i18n.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has no #root')

// What every screen behind the door begins with is on its way while the words are still being loaded.
if (!['/sign-up', '/sign-in', '/invitation', '/password'].includes(location.pathname)) {
  const matches: { routeId: keyof typeof router.routesById }[] = router.matchRoutes(router.latestLocation)
  for (const { routeId } of matches) void router.loadRouteChunk(router.routesById[routeId])
  void queryClient.prefetchQuery(meQuery)
  if (location.pathname === '/deals') void fetchBoardEarly(readSearch(router.latestLocation.search)).catch(() => undefined)
  else void queryClient.prefetchQuery(pipelinesQuery)
}
await startWords()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
