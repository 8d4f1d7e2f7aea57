import { Type } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'
import type { ChannelKind } from '../dossier.ts'
import { isSilent } from '../losing.ts'

const untried = ({ before, situation: { client } }: GuardView<'close'>): ChannelKind[] => {
  const tried = new Set(before!.attempts.map(({ kind }) => kind))
  const known: [ChannelKind, boolean][] = [
    ['phone', client.channels.phone],
    ['mail', client.channels.mail],
    ['messenger', client.channels.messenger],
  ]
  return known.filter(([kind, isKnown]) => isKnown && !tried.has(kind)).map(([kind]) => kind)
}
const channelsRu: Record<string, string> = { phone: 'телефон', mail: 'почта', messenger: 'мессенджер' }

/** Each known kind of channel is tried once before a silent client is given up (H2). */
export const everyChannelTried = clauseKind({
  kind: 'every-channel-tried',
  ids: ['H2'],
  params: Type.Object({}, { additionalProperties: false }),
  guard: {
    on: ['close'],
    when: ({ step }) => isSilent(step),
    holds: (view) => untried(view).length === 0,
    explain: (view) => ({ lacks: { what: 'channels', channels: untried(view) }, mends: [{ act: 'try-now' }] }),
  },
  words: {
    ru: {
      title: 'Все каналы',
      sentence: () => 'Перед закрытием молчащего клиента пробуют каждый известный канал.',
      lesson: 'Кто не берёт трубку, часто отвечает в мессенджере. Попробуйте всё, что знаете.',
      refusal: ({ channels }) => `Не испробовано: ${(channels as string[]).map((it) => channelsRu[it] ?? it).join(', ')}`,
    },
    en: {
      title: 'Every channel',
      sentence: () => 'Before a silent client is closed, every known channel is tried.',
      lesson: 'Who does not pick up often answers in a messenger. Try all that you know.',
      refusal: ({ channels }) => `Not tried: ${(channels as string[]).join(', ')}`,
    },
  },
})
