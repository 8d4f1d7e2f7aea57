import './sheets/menu.ts'
import { Menu, Popover, type MenuProps, type PopoverProps } from '@mantine/core'
import { useEffect, useLayoutEffect, useState, type ReactNode, type RefCallback, type RefObject } from 'react'
import menu from './Menu.module.css'
import type { BesideProps } from './opener.ts'

/** How everything that floats looks and comes. */
export const look = { shadow: 'none', transitionProps: { duration: 90 } } as const

/** A menu beside the button that opens it (see `useOpener`); inside stand the entries of Mantine's menu. */
export function MenuBeside({
  anchor,
  opened,
  children,
  ...rest
}: BesideProps & Pick<MenuProps, 'position' | 'offset' | 'width' | 'classNames'> & { children: ReactNode }) {
  const isDrawn = useDrawn()
  return (
    <Menu {...look} offset={4} classNames={menu} withInitialFocusPlaceholder={false} {...rest} opened={opened && isDrawn}>
      <Menu.Target>
        <Anchor to={anchor} />
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}

/** A window beside the button that opens it. */
export function WindowBeside({
  anchor,
  opened,
  label,
  className,
  children,
  ...rest
}: BesideProps &
  Pick<PopoverProps, 'position' | 'offset' | 'width'> & { label: string; className?: string | undefined; children: ReactNode }) {
  const isDrawn = useDrawn()
  return (
    <Popover {...look} offset={6} trapFocus returnFocus {...rest} opened={opened && isDrawn}>
      <Popover.Target>
        <Anchor to={anchor} />
      </Popover.Target>
      <Popover.Dropdown {...(className && { className })} aria-label={label} data-autofocus tabIndex={-1}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Opened only when it has been drawn closed: Mantine looks then where the focus goes back to. */
export function useDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setDrawn(true))
    return () => cancelAnimationFrame(frame)
  }, [])
  return isDrawn
}

/** Stands for an element that is already on the screen: what Mantine would have drawn itself. */
export function Anchor({ to, ref }: { to: RefObject<HTMLElement | null>; ref?: RefCallback<HTMLElement> }) {
  useLayoutEffect(() => {
    ref?.(to.current)
    return () => void ref?.(null)
  }, [ref, to])
  return null
}
