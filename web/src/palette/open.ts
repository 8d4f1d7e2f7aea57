import { makeSwitch } from '../ui/makeSwitch.ts'

const palette = makeSwitch()

/** Opens the window in which everything is found, from wherever one is. */
export const openPalette = palette.open
export const closePalette = palette.close
export const usePaletteOpened = palette.useIsOpen
