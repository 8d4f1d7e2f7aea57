import { createRootRoute, createRoute, createRouter, notFound, redirect } from '@tanstack/react-router'
import type { InquiryChannel } from '@reglament/contract'
import { isId } from '@reglament/kernel'
import { ProblemError } from './api/faults.ts'
import { lazyScreen } from './api/lazyScreen.ts'
import { fetchBoardEarly, meQuery, signUpQuery } from './api/queries.ts'
import { onSignedOut, queryClient } from './api/queryClient.ts'
import { inquiryChannels } from './screens/leads/channels.ts'
import { sectionFrom, type SettingsSection } from './screens/settings/sections.ts'
import { readSearch } from './lists/search.ts'
import { Root } from './shell/Root.tsx'
import { RouteFailure, RouteMissing } from './shell/RouteFailure.tsx'
import { Shell } from './shell/Shell.tsx'
import { ShellSkeleton } from './shell/ShellSkeleton.tsx'
import { applyProfile } from './shell/profile.ts'

/** An id in the address that can't be one leads to no page, and says so without asking the server. */
const mustBeId = (id: string) => {
  if (!isId(id)) throw notFound()
}
/** A place of this site to go on to; whatever a browser could read as another site's is none. */
const ownPlace = (value: string | undefined) => (value !== undefined && /^\/(?![/\\])/.test(value) ? value : undefined)

/** Nothing is said as `undefined`: the router lays what is answered over the address, and what is left out of the answer stays. */
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

const rootRoute = createRootRoute({ component: Root, notFoundComponent: RouteMissing, errorComponent: RouteFailure })

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  component: lazyScreen(() => import('./screens/sign-up/SignUpScreen.tsx'), 'SignUpScreen', 'entry'),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string | undefined } => ({ next: ownPlace(text(search['next'])) }),
  component: lazyScreen(() => import('./screens/sign-in/SignInScreen.tsx'), 'SignInScreen', 'entry'),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyScreen(() => import('./screens/invitation/InvitationScreen.tsx'), 'InvitationScreen', 'entry'),
})

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  component: lazyScreen(() => import('./screens/invitation/InvitationScreen.tsx'), 'NewPasswordScreen', 'entry'),
})

/** Everything behind the door: who is signed in is known before anything is drawn. */
const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    try {
      await applyProfile(await queryClient.ensureQueryData(meQuery))
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error
      const state = await queryClient.ensureQueryData(signUpQuery).catch(() => undefined)
      if (state?.empty) throw redirect({ to: '/sign-up' })
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: Shell,
  pendingComponent: ShellSkeleton,
  pendingMs: 200,
})

const homeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  beforeLoad: () => {
    // Who works deals begins with his day; who looks after others with the board.
    const sees = queryClient.getQueryData(meQuery.queryKey)?.rights.sees
    throw redirect({ to: sees === 'own' ? '/my-day' : '/deals' })
  },
})

const boardRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/deals',
  validateSearch: readSearch,
  loaderDeps: ({ search }) => search,
  // Only begun: the screen says itself that it waits, or that nothing came.
  loader: ({ deps }) => void fetchBoardEarly(deps).catch(() => undefined),
  component: lazyScreen(() => import('./screens/board/BoardScreen.tsx'), 'BoardScreen'),
})

const myDayRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/my-day',
  component: lazyScreen(() => import('./screens/day/MyDayScreen.tsx'), 'MyDayScreen', 'day'),
})

/** Whose queue, and which item of it. */
export type IncomingSearch = { of?: 'team' | 'all'; item?: string }

const incomingRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/incoming',
  validateSearch: (search: Record<string, unknown>): IncomingSearch => {
    const of = search['of']
    const item = text(search['item'])
    return { ...((of === 'team' || of === 'all') && { of }), ...(item && { item }) }
  },
  component: lazyScreen(() => import('./screens/incoming/IncomingScreen.tsx'), 'IncomingScreen', 'day'),
})

/** Which section of control, which item of it, and what narrows the base of lost deals. */
export type ControlSearch = {
  tab?: 'closings' | 'calls' | 'lost' | 'campaigns'
  /** Which figure is opened: one or several clauses, a member or nobody's (`none`: the exchange). */
  clause?: string
  member?: string
  /** Which kind within a clause: calls too often, or no movement. */
  about?: 'too-often' | 'no-movement'
  /** What narrows the panel, and with which day it is compared. */
  team?: string | undefined
  pipeline?: string | undefined
  days?: 1 | 30 | undefined
  state?: 'confirmed' | 'returned' | 'withdrawn'
  sample?: 'real' | 'false' | 'not-reached'
  item?: string
  /** The closing of this deal, where the item is not known. */
  deal?: string
  reason?: string
  age?: 'm1' | 'm3' | 'm6' | 'y1'
  sum?: number
  currency?: string
  source?: string
  niche?: string
  product?: string
}

const oneOf = <Key extends string>(value: unknown, keys: readonly Key[]): Key | undefined => keys.find((key) => key === value)

const controlRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/control',
  validateSearch: (search: Record<string, unknown>): ControlSearch => {
    const sum = Number(search['sum'])
    const read = {
      tab: oneOf(search['tab'], ['closings', 'calls', 'lost', 'campaigns']),
      clause: text(search['clause']),
      member: text(search['member']),
      about: oneOf(search['about'], ['too-often', 'no-movement']),
      team: text(search['team']),
      pipeline: text(search['pipeline']),
      days: ([1, 30] as const).find((days) => days === Number(search['days'])),
      state: oneOf(search['state'], ['confirmed', 'returned', 'withdrawn']),
      // `false` alone in an address is read as a truth value.
      sample: oneOf(String(search['sample']), ['real', 'false', 'not-reached']),
      item: text(search['item']),
      deal: text(search['deal']),
      reason: text(search['reason']),
      age: oneOf(search['age'], ['m1', 'm3', 'm6', 'y1']),
      sum: Number.isSafeInteger(sum) && sum > 0 ? sum : undefined,
      currency: text(search['currency']),
      source: text(search['source']),
      niche: text(search['niche']),
      product: text(search['product']),
    }
    return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
  },
  component: lazyScreen(() => import('./screens/control/ControlScreen.tsx'), 'ControlScreen', 'control'),
})

/** What the address of the leads holds: which are shown, and which one is open beside them. */
export type LeadsSearch = {
  show?: 'open' | 'converted' | 'rejected' | 'quarantine' | 'answers' | undefined
  /** Of which days the first answers are shown. */
  span?: string | undefined
  source?: string | undefined
  channel?: InquiryChannel | undefined
  campaign?: string | undefined
  /** A member, or `none`: those that are nobody's. */
  whose?: string | undefined
  order?: 'oldest' | undefined
  q?: string | undefined
  lead?: string | undefined
}
const shows = ['open', 'converted', 'rejected', 'quarantine', 'answers'] as const
const aSpan = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$|^[a-z]+(-[a-z0-9]+)*$/

const leadsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/leads',
  validateSearch: (search: Record<string, unknown>): LeadsSearch => {
    const lead = text(search['lead'])
    const span = text(search['span'])
    const whose = text(search['whose'])
    return {
      show: shows.find((one) => one === search['show']),
      span: span !== undefined && aSpan.test(span) ? span : undefined,
      source: text(search['source']),
      channel: inquiryChannels.find((one) => one === search['channel']),
      campaign: text(typeof search['campaign'] === 'number' ? String(search['campaign']) : search['campaign']),
      whose: whose !== undefined && (whose === 'none' || isId(whose)) ? whose : undefined,
      order: search['order'] === 'oldest' ? 'oldest' : undefined,
      // A number in the address is read as one; a phone is text.
      q: text(typeof search['q'] === 'number' ? String(search['q']) : search['q']),
      lead: lead !== undefined && isId(lead) ? lead : undefined,
    }
  },
  component: lazyScreen(() => import('./screens/leads/LeadsScreen.tsx'), 'LeadsScreen', 'leads'),
})

const tableRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/deals/table',
  validateSearch: readSearch,
  component: lazyScreen(() => import('./screens/table/TableScreen.tsx'), 'TableScreen'),
})

const newDealRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/deals/new',
  component: lazyScreen(() => import('./screens/new-deal/NewDealScreen.tsx'), 'NewDealScreen'),
})

/** `place`: what of the card a reason leads to, such as a field that is missing. */
export type DealSearch = { place?: string | undefined }

const dealRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/deals/$dealId',
  validateSearch: (search: Record<string, unknown>): DealSearch => {
    const place = text(search['place'])
    return place === undefined ? {} : { place }
  },
  beforeLoad: ({ params }) => mustBeId(params.dealId),
  component: lazyScreen(() => import('./screens/deal/DealScreen.tsx'), 'DealScreen'),
})

/** What the address of the clients holds. */
export type ClientsSearch = { kind?: 'companies' | undefined; q?: string | undefined }

const clientsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/clients',
  validateSearch: (search: Record<string, unknown>): ClientsSearch => {
    return { kind: search['kind'] === 'companies' ? 'companies' : undefined, q: text(search['q']) }
  },
  component: lazyScreen(() => import('./screens/clients/ClientsScreen.tsx'), 'ClientsScreen'),
})

const contactRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/contacts/$contactId',
  beforeLoad: ({ params }) => mustBeId(params.contactId),
  component: lazyScreen(() => import('./screens/clients/ContactScreen.tsx'), 'ContactScreen'),
})

const companyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/companies/$companyId',
  beforeLoad: ({ params }) => mustBeId(params.companyId),
  component: lazyScreen(() => import('./screens/clients/CompanyScreen.tsx'), 'CompanyScreen'),
})

/** What the address of the exchange holds: which deals are shown. */
export type ExchangeSearch = { show?: 'mine'; source?: string }

const exchangeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/exchange',
  validateSearch: (search: Record<string, unknown>): ExchangeSearch => {
    const source = text(search['source'])
    return { ...(search['show'] === 'mine' && { show: 'mine' as const }), ...(source && { source }) }
  },
  component: lazyScreen(() => import('./screens/exchange/ExchangeScreen.tsx'), 'ExchangeScreen'),
})

const regulationRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/regulation',
  component: lazyScreen(() => import('./screens/regulation/RegulationScreen.tsx'), 'RegulationScreen', 'regulation'),
})

const settingsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): { section?: SettingsSection } => {
    const section = sectionFrom(search['section'])
    return section ? { section } : {}
  },
  component: lazyScreen(() => import('./screens/settings/SettingsScreen.tsx'), 'SettingsScreen', 'settings', 'entry'),
})

/** The map of the addresses. Each screen is a chunk of its own. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signUpRoute,
    signInRoute,
    invitationRoute,
    newPasswordRoute,
    insideRoute.addChildren([
      homeRoute,
      myDayRoute,
      incomingRoute,
      boardRoute,
      leadsRoute,
      tableRoute,
      newDealRoute,
      controlRoute,
      dealRoute,
      clientsRoute,
      contactRoute,
      companyRoute,
      exchangeRoute,
      regulationRoute,
      settingsRoute,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: RouteMissing,
})

onSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return
  // Who we were is forgotten at the door: the screens that are still drawn until then stand on it.
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } })
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
