/** Words of letting one deal past a clause, and of what is broken. */
export const exempt = {
  open: 'Exempt from cl.\u00A0{{number}}',
  until: 'Until when',
  reason: 'Why it may be',
  needUntil: 'the date',
  needReason: 'the reason',
  submit: 'Exempt',
  done: 'The deal is exempt from cl.\u00A0{{number}} until {{date}}.',
} as const
/** Words of broken clauses. */
export const breach = {
  title: 'Broken now',
  from: 'since {{date}}',
  observed: 'observed only',
} as const
