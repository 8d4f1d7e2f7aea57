export type Release = () => Promise<void>

/** Holds the lock `name` of a folder while `work` runs; other processes wait their turn. The lock dies with its holder. */
export function withProcessLock<Result>(
  folder: string,
  name: string,
  work: () => Result | Promise<Result>,
  options?: { onWait?: () => void },
): Promise<Result>

/** Takes the lock and answers the function that releases it; answers undefined when another process holds it. */
export function tryProcessLock(folder: string, name: string): Promise<Release | undefined>
