/**
 * Who may import whom. A part may import those named in its row, and whatever those may import; never a circle. Calls go down, news goes
 * up. Of a module only its `index.ts` is seen; the test beside this file reads the folders themselves.
 */
export const arrows = {
  // packages
  kernel: [],
  regulation: ['kernel'],
  contract: ['kernel', 'regulation'], // of the regulation its types only
  web: ['contract', 'kernel'],

  // the server: a layer that knows nothing of sales, then one module for each capability
  platform: ['contract'],
  members: ['platform'],
  fields: ['members'],
  notices: ['members'],
  contacts: ['fields'],
  rulebook: ['fields'],
  templates: ['fields'],
  tasks: ['contacts', 'templates'],
  interactions: ['contacts', 'templates'],
  documents: ['contacts', 'templates'],
  deals: ['rulebook', 'tasks', 'interactions', 'documents', 'notices'],
  day: ['quality', 'intake'],
  lists: ['deals'],
  intake: ['search'],
  live: ['deals'],
  search: ['deals'],
  choices: ['lists', 'intake', 'day'],
  exchange: ['deals'],
  quality: ['deals'],
  telephony: ['intake'],
  mail: ['intake'],
  messages: ['intake'],
  training: ['rulebook'],
  transfer: ['intake'],
  reports: ['deals', 'day', 'intake', 'exchange', 'quality', 'telephony', 'mail', 'messages', 'training', 'transfer', 'notices'], // views only

  // the composition: app.ts and what stands beside it
  app: ['reports', 'live', 'search', 'lists', 'choices'],
} as const satisfies Record<string, readonly string[]>

export type Part = keyof typeof arrows

/** Everything the part may import, itself left out. */
export function reachOf(part: Part, above: readonly Part[] = []): ReadonlySet<Part> {
  if (above.includes(part)) throw new Error(`the arrows run in a circle: ${[...above, part].join(' → ')}`)
  const reach = new Set<Part>()
  for (const next of arrows[part]) {
    reach.add(next)
    for (const further of reachOf(next, [...above, part])) reach.add(further)
  }
  return reach
}
