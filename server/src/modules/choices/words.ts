import type { Text } from '../../platform/text.ts'

export const says = {
  mayNotSet: {
    ru: 'Поля, списки и календарь настраивают руководитель, собственник или администратор.',
    en: 'Fields, lists and the calendar are set up by a head, the owner or an admin.',
  },
} satisfies Record<string, Text>
