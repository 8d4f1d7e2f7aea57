import { Type, type Static } from 'typebox'
import { Key, Named, nullable, Timestamp } from './common.ts'

const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

/** A question of the qualification, asked at a stage and answered in a few words (B12). */
export const Question = Type.Object(
  { key: Key, stage: Key, text: Words(300), hint: Type.Optional(Type.String({ maxLength: 300 })) },
  { additionalProperties: false },
)
export type Question = Static<typeof Question>

/** A step of the first call; `{client}`, `{company}`, `{source}`, `{manager}`, `{workspace}`, `{deal}` are filled in. */
export const ScriptStep = Type.Object({ title: Words(200), text: Words(4000) }, { additionalProperties: false })
export type ScriptStep = Static<typeof ScriptStep>

/** Where people look a client up before a call: an address with `{query}` in it. */
export const SearchEngine = Type.Object(
  { key: Key, name: Words(60), url: Type.String({ minLength: 10, maxLength: 500 }) },
  { additionalProperties: false },
)
export type SearchEngine = Static<typeof SearchEngine>

const book = {
  questions: Type.Array(Question, { maxItems: 60 }),
  script: Type.Array(ScriptStep, { maxItems: 30 }),
  engines: Type.Array(SearchEngine, { maxItems: 10 }),
}
/** The company's questions, script and engines; `version` 0: as shipped. */
export const QualificationBook = Type.Object({ version: Type.Integer({ description: 'also the ETag' }), ...book })
export type QualificationBook = Static<typeof QualificationBook>
export const QualificationBookEdit = Type.Object(book, { additionalProperties: false })
export type QualificationBookEdit = Static<typeof QualificationBookEdit>

export const AnswerEdit = Type.Object({ text: Type.String({ maxLength: 4000 }) }, { additionalProperties: false })
export type AnswerEdit = Static<typeof AnswerEdit>

export const QuestionAnswer = Type.Object({
  question: Key,
  text: Type.String(),
  version: Type.Integer({ description: 'also the ETag; 0: never answered' }),
  at: nullable(Timestamp),
  by: nullable(Named),
})
export type QuestionAnswer = Static<typeof QuestionAnswer>

/** A piece of the script: plain text, or a placeholder with what stands for it; null where the card does not know it yet. */
export const ScriptPart = Type.Object({ text: nullable(Type.String()), of: Type.Optional(Type.String()) })
export type ScriptPart = Static<typeof ScriptPart>

/** The qualification tab of a card. */
export const Qualification = Type.Object({
  questions: Type.Array(Type.Object({ ...Question.properties, answer: QuestionAnswer })),
  script: Type.Array(Type.Object({ title: Type.String(), parts: Type.Array(ScriptPart) })),
  searches: Type.Array(
    Type.Object({
      what: Type.Union([Type.Literal('all'), Type.Literal('company'), Type.Literal('name'), Type.Literal('phone'), Type.Literal('email')]),
      query: Type.String(),
      links: Type.Array(Type.Object({ engine: Key, name: Type.String(), href: Type.String() })),
    }),
  ),
})
export type Qualification = Static<typeof Qualification>
