/** Where the pointer is while a card is in hand: kept outside of React, because it moves sixty times a second. */
export class PointerTrail {
  x = 0
  y = 0
  readonly #listeners = new Set<() => void>()

  /** The pointer is here now. */
  follow({ clientX, clientY }: { clientX: number; clientY: number }): void {
    this.x = clientX
    this.y = clientY
    for (const listener of this.#listeners) listener()
  }

  /** Calls back at each step; the returned function stops it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}
