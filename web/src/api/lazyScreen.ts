import { lazyRouteComponent } from '@tanstack/react-router'

/** The program of a screen did not come: no network, or a new release has taken its place. No fault of the server. */
export class ScreenNotLoaded extends Error {
  constructor(cause: unknown) {
    super('the program of this screen did not load', { cause })
    this.name = 'ScreenNotLoaded'
  }
}

/**
 * A screen as a chunk of its own. A chunk that does not come is told as such: the router would reload the page by itself, which offline
 * leaves nothing on the screen at all.
 */
export const lazyScreen = <Name extends string>(load: () => Promise<Record<Name, React.ComponentType>>, name: Name) =>
  lazyRouteComponent(
    () =>
      load().catch((error: unknown) => {
        throw new ScreenNotLoaded(error)
      }),
    name,
  )
