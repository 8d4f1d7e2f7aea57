import { parseArgs } from 'node:util'
import { isOperation, operationNames, type OperationName } from './operations.ts'

export type Options = { deals: number; rounds: number; seconds: number; only: readonly OperationName[]; check: boolean; people: number }

/** How long each measurement warms up first. */
export const warmSeconds = 1

export const usage = `npm run bench -- [options]
  --n 100000       how many deals
  --rounds 3       how often each operation is measured; tables show the median round
  --seconds 2      how long one measurement lasts
  --only list,move some operations only: ${operationNames.join(', ')}
  --people 1000000 also: how long it takes to say who a lead may be, in a company that knows so many
  --check          end with an error when a target is missed`

/** @throws Error with words for the person at the keyboard */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      n: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      only: { type: 'string' },
      people: { type: 'string', default: '0' },
      check: { type: 'boolean', default: false },
    },
  })
  const only = values.only?.split(',') ?? operationNames
  const unknown = only.filter((name) => !isOperation(name))
  if (unknown.length > 0) throw new Error(`There is no operation ${unknown.join(', ')}; there are ${operationNames.join(', ')}.`)
  return {
    deals: atLeast('n', values.n, 1000),
    rounds: atLeast('rounds', values.rounds, 1),
    seconds: atLeast('seconds', values.seconds, 0.1),
    only: only.filter(isOperation),
    check: values.check,
    people: atLeast('people', values.people, 0),
  }
}

function atLeast(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!(value >= least)) throw new Error(`--${name} is a number from ${least} on.`)
  return name === 'seconds' ? value : Math.floor(value)
}
