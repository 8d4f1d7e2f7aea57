import type { Lead } from '@reglament/contract'

/** Whether something may still be made of it; one that went into another is worked there. */
export const isOpen = ({ status, mergedInto }: Lead): boolean => (status === 'new' || status === 'in-work') && mergedInto === null
