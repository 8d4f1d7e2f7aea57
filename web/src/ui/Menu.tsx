import type { ReactNode } from 'react'
import type { IconName } from './icons.tsx'
import { later } from './later.tsx'
import { useOpener, type OpenerProps } from './opener.ts'

const MenuList = later(async () => (await import('./MenuList.tsx')).MenuList)

/** One entry of a menu: what it does, or where it leads. */
export type MenuEntry = { name: string; icon?: IconName } & ({ onPress: () => void } | { href: string })

/** A menu of acts; `children` draws the button that opens it. */
export function Menu({
  entries,
  position = 'bottom-end',
  width,
  children,
}: {
  entries: readonly MenuEntry[]
  position?: 'bottom-start' | 'bottom-end' | 'top-end'
  width: number
  children: (button: OpenerProps) => ReactNode
}) {
  const { button, beside } = useOpener('menu')
  return (
    <>
      {children(button)}
      <MenuList {...beside} entries={entries} position={position} width={width} />
    </>
  )
}
