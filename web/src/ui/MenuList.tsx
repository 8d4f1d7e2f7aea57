import { Menu } from '@mantine/core'
import { MenuBeside } from './Beside.tsx'
import { Icon } from './Icon.tsx'
import type { MenuEntry } from './Menu.tsx'
import type { BesideProps } from './opener.ts'

/** The entries of a `Menu`, drawn when it is opened for the first time. */
export function MenuList({
  entries,
  ...beside
}: BesideProps & { entries: readonly MenuEntry[]; position: 'bottom-start' | 'bottom-end' | 'top-end'; width: number }) {
  return (
    <MenuBeside {...beside}>
      {entries.map((entry) => {
        const common = { leftSection: entry.icon && <Icon name={entry.icon} /> }
        return 'href' in entry ? (
          <Menu.Item key={entry.name} component="a" href={entry.href} {...common}>
            {entry.name}
          </Menu.Item>
        ) : (
          <Menu.Item key={entry.name} onClick={entry.onPress} {...common}>
            {entry.name}
          </Menu.Item>
        )
      })}
    </MenuBeside>
  )
}
