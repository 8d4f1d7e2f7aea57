import './sheets/popover.ts'
import { Popover } from '@mantine/core'
import type { ReactNode, RefObject } from 'react'
import { Anchor, look, useDrawn } from './Beside.tsx'

/** What shows beside an element while the mouse rests on it or on the card itself. */
export function HoverBeside({
  opened,
  anchor,
  className,
  onPointerEnter,
  onPointerLeave,
  children,
}: {
  opened: boolean
  anchor: RefObject<HTMLElement | null>
  className: string | undefined
  onPointerEnter: () => void
  onPointerLeave: () => void
  children: ReactNode
}) {
  const isDrawn = useDrawn()
  return (
    <Popover {...look} opened={opened && isDrawn} withRoles={false} width={320} offset={6}>
      <Popover.Target>
        <Anchor to={anchor} />
      </Popover.Target>
      <Popover.Dropdown {...(className && { className })} onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
