import type { Role } from '@reglament/contract'
import { expect, test } from 'vitest'
import { mayActOnDeals, mayManageMembers, visibleDeals } from './rights.ts'

const table: [Role, manages: boolean, sees: 'all' | 'team' | 'own', sales: boolean, production: boolean][] = [
  ['manager', false, 'own', true, false],
  ['trainee', false, 'own', true, false],
  ['head', false, 'team', true, true],
  ['quality-controller', false, 'all', false, false],
  ['account-manager', false, 'own', false, true],
  ['owner', true, 'all', true, true],
  ['admin', true, 'all', false, false],
]

test.for(table)('[L6] what a %s may do', ([role, manages, sees, sales, production]) => {
  const team = { own: 'me', team: ['me', 'mate'] }
  expect(mayManageMembers(role)).toBe(manages)
  expect(visibleDeals({ role, memberId: 'me' }, ['mate', 'me'])).toEqual(
    sees === 'all' ? 'all' : sees === 'team' ? team : { own: 'me', team: ['me'] },
  )
  expect([mayActOnDeals(role), mayActOnDeals(role, 'production')]).toEqual([sales, production])
})
