import { lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import { bringWords, type ScreenWords } from '../words/i18n.ts'

/** The program of a screen did not come: no network, or a new release has taken its place. No fault of the server. */
export class ScreenNotLoaded extends Error {
  constructor(cause: unknown) {
    super('the program of this screen did not load', { cause })
    this.name = 'ScreenNotLoaded'
  }
}

/**
 * A screen as a chunk of its own. A chunk that does not come is told as such: the router would reload the page by itself, which offline
 * leaves nothing on the screen at all. `words`: those of the screen, besides the ones that every screen has.
 */
export const lazyScreen = <Name extends string>(
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
  ...words: readonly ScreenWords[]
) => lazyRouteComponent(() => withWords(load, words), name)

/** The same for a part of a screen that is not always shown; it stands in a `Suspense`. */
export const lazyPart = <Name extends string>(
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
  ...words: readonly ScreenWords[]
) => lazy(async () => ({ default: (await withWords(load, words))[name] }))

async function withWords<Loaded>(load: () => Promise<Loaded>, words: readonly ScreenWords[]): Promise<Loaded> {
  try {
    const [loaded] = await Promise.all([load(), bringWords(...words)])
    return loaded
  } catch (error) {
    throw new ScreenNotLoaded(error)
  }
}
