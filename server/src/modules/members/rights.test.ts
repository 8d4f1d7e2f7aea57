import type { Role } from '@reglament/contract'
import { expect, test } from 'vitest'
import { mayActOnDeals, mayManageMembers, rightsOf, visibilityOf } from './rights.ts'

const roles = ['owner', 'head', 'manager', 'trainee', 'account-manager', 'quality-controller', 'admin'] as const

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
  expect(mayManageMembers(role)).toBe(manages)
  expect(visibilityOf(role)).toBe(sees)
  expect([mayActOnDeals(role), mayActOnDeals(role, 'production')]).toEqual([sales, production])
})

test('[L6] what the screens are told of a role is what the server lets through', () => {
  const granted = (role: Role) =>
    Object.entries(rightsOf(role))
      .filter(([, value]) => value === true)
      .map(([right]) => right)
  expect(Object.fromEntries(roles.map((role) => [role, granted(role)]))).toEqual({
    owner: ['createDeals', 'lead', 'review', 'editClients', 'mergeClients', 'changeRegulation', 'manageMembers', 'transfer'],
    head: ['createDeals', 'lead', 'review', 'editClients', 'mergeClients', 'changeRegulation'],
    manager: ['createDeals', 'editClients', 'mergeClients'],
    trainee: ['createDeals', 'editClients', 'mergeClients'],
    'account-manager': ['editClients'],
    'quality-controller': ['review'],
    admin: ['editClients', 'mergeClients', 'changeRegulation', 'manageMembers', 'transfer'],
  })
  expect(roles.filter((role) => rightsOf(role).sees === 'own')).toEqual(['manager', 'trainee', 'account-manager'])
})
