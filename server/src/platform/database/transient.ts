// What passes by itself: the same request may succeed a moment later.

/** Lost to another transaction, or waited too long for one. */
const heldCodes = ['40001', '40P01', '55P03', '55006']

/**
 * Connection lost, no resources (disk, memory, connections), stopped by its operator, idle too long in a transaction, a statement whose
 * preparation is gone with its connection, a disk that did not answer.
 */
const goneClasses = ['08', '53', '57P', '25P03', '25P02', '26', '58']

/**
 * held: by another act · slow: it took too long · gone: the database was not there, or not as it was a moment ago · null: it would fail again.
 * `routine` is the function of PostgreSQL that has told it.
 */
export function passing({ code = '', routine = '' }: { code?: string; routine?: string }): 'held' | 'slow' | 'gone' | null {
  if (heldCodes.includes(code)) return 'held'
  if (code === '57014') return 'slow'
  if (goneClasses.some((it) => code.startsWith(it))) return 'gone'
  // A table was changed under a prepared statement; and under a catalogue that two change at once: `tuple concurrently updated`.
  if (code === '0A000' && routine === 'RevalidateCachedQuery') return 'gone'
  if (code === 'XX000' && /^simple_heap_(?:update|delete)$|^SearchCatCache|^relation_open$|^try_relation_open$/.test(routine)) return 'gone'
  return null
}
