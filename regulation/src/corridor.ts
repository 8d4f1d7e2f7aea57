import type { Regulation } from './compile.ts'

/** How many open deals one should have and may have; null: no bound. */
export type Corridor = { readonly min: number | null; readonly max: number | null }

/** What stands on the member himself: null is the figure of his role; the maximum may be off for him (D9). */
export type OwnCorridor = { readonly min: number | null; readonly max: number | null; readonly maxOff?: boolean }

/** The figures of the clause `load-max`, the one place where they stand (regulation §9); zero as a maximum: off. */
export type LoadParams = { managerMin: number; managerMax: number; traineeMin: number; traineeMax: number }

/** The corridor of one member: his own figures before those of his role. Roles that sell nothing have none; a clause that is off bounds nobody. */
export function corridorOf({ clauses }: Regulation, role: string, own: OwnCorridor): Corridor {
  const clause = clauses.find(({ kind }) => kind.kind === 'load-max')
  const isOff = clause === undefined || clause.mode === 'off'
  const { min, max } = clause ? ofRole(clause.params as LoadParams, role) : { min: null, max: null }
  return { min: own.min ?? min, max: isOff || own.maxOff ? null : (own.max ?? max) }
}

function ofRole({ managerMin, managerMax, traineeMin, traineeMax }: LoadParams, role: string): Corridor {
  if (role === 'manager') return { min: managerMin, max: managerMax || null }
  if (role === 'trainee') return { min: traineeMin, max: traineeMax || null }
  return { min: null, max: null }
}
