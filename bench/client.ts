// Asks the servers as fast as they answer, from a process of its own.
import { Pool } from 'undici'
import { askerOf, type Call, type OperationName, rowsIn, type TargetName, type World } from './operations.ts'

export type ServerAt = { url: string; headers: Record<string, string> }
export type Order =
  | { kind: 'prepare'; servers: Record<TargetName, ServerAt>; world: World }
  | { kind: 'measure'; target: TargetName; operation: OperationName; atOnce: number; seconds: number; warmSeconds: number }
/** `asked` counts the warming up too. */
export type Measured = { asked: number; answers: number; perSecond: number; p50: number; p95: number; bytes: number; rows: number }
export type Reply = { done: Measured | null } | { failed: string }

let servers: Record<TargetName, ServerAt> | undefined
let askers: Record<TargetName, ReturnType<typeof askerOf>> | undefined

async function measure({ target, operation, atOnce, seconds, warmSeconds }: Extract<Order, { kind: 'measure' }>): Promise<Measured> {
  const { url, headers } = servers![target]
  const ask = askers![target][operation]
  const pool = new Pool(url, { connections: atOnce, pipelining: 1 })
  const send = async ({ method, path, body, status, key }: Call): Promise<string> => {
    const answer = await pool.request({
      method,
      path,
      headers: {
        ...headers,
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { authorization: `Bearer ${key}` }),
      },
      body: body ? JSON.stringify(body) : undefined,
    })
    const text = await answer.body.text()
    if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode} instead of ${status}\n${text.slice(0, 600)}`)
    return text
  }
  /** Every worker asks again as soon as he has his answer. */
  async function loop(forSeconds: number) {
    const times: number[] = []
    let last = ''
    const start = performance.now()
    const end = start + forSeconds * 1000
    await Promise.all(
      Array.from({ length: atOnce }, async (_, worker) => {
        while (performance.now() < end) {
          const asked = performance.now()
          last = await send(ask(worker, atOnce))
          times.push(performance.now() - asked)
        }
      }),
    )
    return { times: times.toSorted((a, b) => a - b), last, tookSeconds: (performance.now() - start) / 1000 }
  }
  try {
    const warming = await loop(warmSeconds)
    const { times, last, tookSeconds } = await loop(seconds)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN
    const rows = rowsIn(JSON.parse(last) as Record<string, never>)
    return {
      asked: warming.times.length + times.length,
      answers: times.length,
      perSecond: times.length / tookSeconds,
      p50: at(0.5),
      p95: at(0.95),
      bytes: last.length,
      rows,
    }
  } finally {
    await pool.close()
  }
}

async function obey(order: Order): Promise<Measured | null> {
  if (order.kind === 'measure') return measure(order)
  servers = order.servers
  askers = { product: askerOf('product', order.world), yardstick: askerOf('yardstick', order.world) }
  return null
}

process.on('message', (order: Order) => {
  const reply = (it: Reply) => void process.send!(it)
  obey(order).then(
    (done) => reply({ done }),
    (error: unknown) => reply({ failed: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
