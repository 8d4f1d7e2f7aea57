import { Type, type Static } from 'typebox'
import { clauseKind, type GuardView } from '../clauseKind.ts'

const params = Type.Object({ charactersMin: Type.Integer({ minimum: 1, maximum: 2000, default: 10 }) }, { additionalProperties: false })

const longEnough = ({ step, before, after }: GuardView<'move' | 'edit' | 'create' | 'adopt'>, { charactersMin }: Static<typeof params>) =>
  after.noteLength >= charactersMin || (step.kind === 'edit' && before !== null && before.noteLength < charactersMin)

/** The Note is the summary with which any colleague can make the next call (B4); required from its stage on (B3). */
export const notePresent = clauseKind({
  kind: 'note-present',
  ids: ['B3', 'B4'],
  params,
  guard: {
    on: ['move', 'edit', 'create', 'adopt'],
    when: ({ step, after, regulation }) =>
      regulation.stage(after.pipeline, step.kind === 'move' ? step.to : after.stage).requiredUpTo.includes('note'),
    holds: longEnough,
    explain: ({ after }, { charactersMin: needed }) => ({
      lacks: { what: 'note', needed, made: after.noteLength },
      mends: [{ act: 'write-note', needed }],
    }),
  },
  words: {
    ru: {
      title: 'Примечание',
      names: { charactersMin: 'Знаков в примечании, не меньше' },
      sentence: ({ charactersMin }, say) =>
        `С этапа, который этого требует, в карточке есть примечание — не короче ${say.count(charactersMin, ['знака', 'знаков', 'знаков'])}.`,
      lesson:
        'Примечание пишут для коллеги, который завтра позвонит вместо вас: кто клиент, что ему нужно, о чём договорились, чего он ждёт. Прочитал — и можно звонить.',
      refusal: ({ needed }, say) => `Нет примечания: нужно не меньше ${say.count(needed as number, ['знака', 'знаков', 'знаков'])}`,
    },
    en: {
      title: 'Note',
      names: { charactersMin: 'Characters of the note, at least' },
      sentence: ({ charactersMin }, say) =>
        `From the stage that asks for it, the card has a note of at least ${say.count(charactersMin, ['character', 'characters'])}.`,
      lesson:
        'The note is for the colleague who will call tomorrow instead of you: who the client is, what he needs, what was agreed, what he waits for. Read it, and you can call.',
      refusal: ({ needed }, say) => `The note is missing: at least ${say.count(needed as number, ['character', 'characters'])}`,
    },
  },
})
