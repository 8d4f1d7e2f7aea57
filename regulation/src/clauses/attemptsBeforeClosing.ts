import { MINUTE_MS } from '@reglament/kernel'
import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { countAttempts } from '../interactions.ts'
import { asksForSilence, isSilent, silentRow } from '../losing.ts'

const tries = ['попытка', 'попытки', 'попыток'] as const

/** A client who went silent is let go only after real effort (H2). */
export const attemptsBeforeClosing = clauseKind({
  kind: 'attempts-before-closing',
  ids: ['H2'],
  params: Type.Object(
    {
      attemptsMin: Type.Integer({ minimum: 1, maximum: 20, default: 3 }),
      apartMinutes: Type.Integer({ minimum: 0, maximum: 1440, default: 60 }),
    },
    { additionalProperties: false },
  ),
  guard: {
    on: ['close'],
    when: ({ step, before, situation }) => isSilent(step) && asksForSilence(silentRow(step.reason, before!, situation.client)),
    holds: ({ before }, { attemptsMin, apartMinutes }) => countAttempts(before!.attempts, apartMinutes * MINUTE_MS) >= attemptsMin,
    explain: ({ before }, { attemptsMin, apartMinutes }) => ({
      lacks: { what: 'attempts', made: countAttempts(before!.attempts, apartMinutes * MINUTE_MS), needed: attemptsMin },
      mends: [{ act: 'try-now' }],
    }),
  },
  words: {
    ru: {
      title: 'Попытки перед отказом',
      names: { attemptsMin: 'Сколько попыток нужно', apartMinutes: 'Минут между попытками' },
      sentence: ({ attemptsMin, apartMinutes }, say) =>
        `Молчащего клиента закрывают после ${say.count(attemptsMin, ['попытки', 'попыток', 'попыток'])} связаться; попытки по одному каналу — не чаще раза в ${say.count(apartMinutes, ['минуту', 'минуты', 'минут'])}.`,
      lesson:
        'Человек занят, а не потерян. Три звонка подряд за полчаса — одна попытка. Пробуйте в разное время и разными каналами: звонок, письмо, мессенджер.',
      refusal: ({ made, needed }, say) => `Мало попыток связаться: ${say.count(made as number, tries)} из ${needed as number}`,
    },
    en: {
      title: 'Attempts before closing',
      names: { attemptsMin: 'Attempts needed', apartMinutes: 'Minutes between attempts' },
      sentence: ({ attemptsMin, apartMinutes }, say) =>
        `A silent client is closed after ${say.count(attemptsMin, ['attempt', 'attempts'])} to reach him; attempts by one channel count once in ${say.count(apartMinutes, ['minute', 'minutes'])}.`,
      lesson:
        'People are busy, not lost. Three calls within half an hour are one attempt. Try at different times and by different channels: a call, a letter, a messenger.',
      refusal: ({ made, needed }, say) => `Too few attempts: ${say.count(made as number, ['attempt', 'attempts'])} of ${needed as number}`,
    },
  },
})
