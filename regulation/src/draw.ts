/** A number from 0 up to but not including 1 that depends on a text alone: 32 bits of FNV-1a, well mixed. Pure, the same everywhere. */
export function fractionOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** Whether the lot falls on something; anybody who knows the seed in the text can draw it again (H6). */
export const isDrawn = (text: string, percent: number): boolean => fractionOf(text) < percent / 100
