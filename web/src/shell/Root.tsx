import { Outlet } from '@tanstack/react-router'
import { Toasts } from '../ui/toast.tsx'

/** The root of all screens: toasts outlive the screen that said them. */
export function Root() {
  return (
    <>
      <Outlet />
      <Toasts />
    </>
  )
}
