import type { Finding } from '@reglament/contract'
import { Button, type ButtonProps } from '../ui/Button.tsx'

/**
 * A button for an act of the regulation. What stops the act is said beforehand; the button stays in sight and in the order of focus,
 * and pressing it then opens the way to mend (`onRefused`).
 */
export function ActButton({ refusals, ...button }: Omit<ButtonProps, 'why'> & { refusals: readonly Finding[] }) {
  return <Button {...button} why={refusals.length === 0 ? undefined : refusals.map(({ text }) => text).join('; ')} />
}
