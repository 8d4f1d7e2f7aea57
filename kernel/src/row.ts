/** Index of the first value greater than `x` in an ascending row; its length when there is none. */
export function firstAbove(row: Float64Array, x: number): number {
  let low = 0
  let high = row.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (row[middle]! > x) high = middle
    else low = middle + 1
  }
  return low
}

/** Index of the first value not less than `x` in an ascending row; its length when there is none. */
export function firstFrom(row: Float64Array, x: number): number {
  let low = 0
  let high = row.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (row[middle]! >= x) high = middle
    else low = middle + 1
  }
  return low
}
