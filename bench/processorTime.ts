// What a request costs in time of the processor. On a machine shared with others this says more than time of the clock.
import fs from 'node:fs'

/** What `ps` and `top` count by, the same on every Linux. */
const tickMs = 10

type Times = { parent: number; own: number; ofEndedChildren: number }

/** NaN where the system has no /proc. */
function timesOf(pid: number): Times {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold blanks; behind it the fields are numbered from the third on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    return { parent: field(4), own: (field(14) + field(15)) * tickMs, ofEndedChildren: (field(16) + field(17)) * tickMs }
  } catch {
    return { parent: NaN, own: NaN, ofEndedChildren: NaN }
  }
}

export const processorMs = (pid: number): number => timesOf(pid).own

/** A process with all that it has started, also what has ended since. */
export function processorMsWithChildren(pid: number): number {
  const { own, ofEndedChildren } = timesOf(pid)
  if (Number.isNaN(own)) return NaN
  const children = fs.readdirSync('/proc').flatMap((name) => {
    const times = /^\d+$/.test(name) ? timesOf(Number(name)) : undefined
    return times?.parent === pid ? [times.own] : []
  })
  return own + ofEndedChildren + children.reduce((sum, ms) => sum + ms, 0)
}
