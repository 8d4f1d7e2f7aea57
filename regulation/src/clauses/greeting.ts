import { Type } from 'typebox'
import { clauseKind, type Following } from '../clauseKind.ts'
import { greetingTemplate } from '../intake/templates.ts'

/** A request with the tag is greeted by mail and SMS: received, handling begins in the next working hours (C11). */
export const greeting = clauseKind({
  kind: 'greeting',
  ids: ['C11'],
  params: Type.Object(
    { tag: Type.String({ pattern: '^[\\p{L}\\d][\\p{L}\\d._-]*$', maxLength: 40, default: 'greet' }) },
    { additionalProperties: false },
  ),
  consequence: {
    after: ['deal-created'],
    follows: ({ dossier, situation, now }, { tag }): Following[] => {
      if (!dossier.inquiry?.tags.includes(tag)) return []
      const { mail, phone } = situation.client.channels
      const letter = (kind: 'mail' | 'phone'): Following => ({
        event: { type: 'letter-queued', at: now, data: { template: greetingTemplate, kind } },
      })
      return [...(mail ? [letter('mail')] : []), ...(phone ? [letter('phone')] : [])]
    },
  },
  words: {
    ru: {
      title: 'Приветствие',
      sentence: ({ tag }) => `Заявке с меткой «${tag}» сразу отвечают письмом и СМС: получили, займёмся в ближайшее рабочее время.`,
      names: { tag: 'Метка заявки' },
      lesson: 'Человек, которому ответили сразу, ждёт спокойнее. Метку ставит форма на сайте.',
    },
    en: {
      title: 'Greeting',
      sentence: ({ tag }) =>
        `A request with the tag “${tag}” is answered at once by mail and SMS: received, we begin in the next working hours.`,
      names: { tag: 'Tag of the request' },
      lesson: 'Who has been answered at once waits in peace. The tag is set by the form on the site.',
    },
  },
})
