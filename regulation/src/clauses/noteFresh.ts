import { Type } from 'typebox'
import { clauseKind } from '../clauseKind.ts'
import { breaking, sinceOpen } from '../clocks.ts'
import { isSales } from '../pipelineKind.ts'

/** After a talk the Note is brought up to date (B4). */
export const noteFresh = clauseKind({
  kind: 'note-fresh',
  ids: ['B4'],
  params: Type.Object({ within: Type.String({ pattern: '^\\d{1,4} (wmin|wh|wd)$', default: '1 wd' }) }, { additionalProperties: false }),
  watch: {
    breaks: ({ dossier, situation, regulation }, { within }) =>
      isSales(regulation, dossier) && dossier.talkedAt !== null && (dossier.noteAt ?? 0) < dossier.talkedAt
        ? [breaking(dossier, sinceOpen(dossier, dossier.talkedAt), within, situation)]
        : [],
  },
  words: {
    ru: {
      title: 'Свежее примечание',
      clock: 'Примечание',
      names: { within: 'Срок записи после разговора' },
      sentence: ({ within }, say) => `После разговора примечание обновляют за ${say.span(within)}.`,
      fate: 'примечание устареет',
      lesson: 'Пока разговор свеж, запишите главное в две строки. Завтра останется половина, через неделю — ничего.',
    },
    en: {
      title: 'Fresh note',
      clock: 'Note',
      names: { within: 'Time to write after a talk' },
      sentence: ({ within }, say) => `After a talk the note is brought up to date within ${say.term(within)}.`,
      fate: 'the note is out of date',
      lesson: 'Write the essence in two lines while the talk is fresh. Tomorrow half of it is left, in a week nothing.',
    },
  },
})
