import { useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '@reglament/contract'
import { meQuery } from '../api/queries.ts'

/** Who is signed in. Behind the door it is always known. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data
