const step = 10

/** The recording that plays, else the first one of the closing. */
function recording(): HTMLMediaElement | undefined {
  const all = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
  return all.find(({ paused }) => !paused) ?? all[0]
}

function listen(): void {
  const player = recording()
  if (!player) return
  if (player.paused) void player.play().catch(() => undefined)
  else player.pause()
}

function skip(seconds: number): void {
  const player = recording()
  if (player) player.currentTime = Math.max(0, Math.min(player.currentTime + seconds, player.duration || Infinity))
}

/** Keys for the recording of a closing: P plays and pauses it, the arrows go ten seconds back and on (H5). */
export const listening = {
  KeyP: listen,
  ArrowLeft: () => skip(-step),
  ArrowRight: () => skip(step),
} as const
