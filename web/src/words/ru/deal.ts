/** Words of the deal card, the new deal and the completion of a task. */
export const deal = {} as const
