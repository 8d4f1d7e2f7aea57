// The real server, asked directly: to set the stage for a story, never to play it.

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Where the program answers; known once it runs. */
export const address = (): string => {
  const url = process.env.REGLAMENT_BASE_URL
  if (!url) throw new Error('The program is not running: REGLAMENT_BASE_URL is set by scripts/e2eServer.ts.')
  return url
}

export type Reply<Answer> = { body: Answer; cookie: string | undefined }

/** One request in Russian, as a page of ours would send it. What is not a yes is thrown: the stage could not be set. */
export async function ask<Answer>(method: Method, path: string, body?: unknown, cookie?: string): Promise<Reply<Answer>> {
  const answer = await fetch(new URL(`/api${path}`, address()), {
    method,
    headers: {
      origin: address(),
      'accept-language': 'ru',
      ...(cookie !== undefined && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return { body: (text === '' ? undefined : JSON.parse(text)) as Answer, cookie: answer.headers.getSetCookie()[0]?.split(';', 1)[0] }
}

/** Does the same to many things, a few at a time; the answers stand in the order of the things. */
export async function forEach<Item, Result>(
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const atOnce = 8
  const results: Result[] = []
  const rest = items.entries()
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await act(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  return results
}
