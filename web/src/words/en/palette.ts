/** Words of the search and of what can be done from anywhere. */
export const palette = {
  title: 'Search and commands',
  placeholder: 'Client, deal, clause, number',
  hint: 'A name, a company, a phone in any spelling, the number of a deal, a clause of the regulation',
  results: 'Found',
  nothing: 'Nothing for “{{typed}}”',
  instead: 'Shown for “{{instead}}”',
  deals: 'Deals',
  contacts: 'People',
  companies: 'Companies',
  clauses: 'Clauses of the regulation',
  actions: 'Go to and do',
  returning: 'returning',
  inn: 'INN {{inn}}',
  newDeal: 'New deal',
  newDealKey: 'key N',
}
