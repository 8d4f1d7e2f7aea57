import type { Following } from '@reglament/contract'

/** The tasks among what follows an act; letters to the client follow too. */
export const tasksOf = (followings: readonly Following[]): readonly Following[] => followings.filter(({ what }) => what === 'task')
