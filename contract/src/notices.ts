import { Type, type Static } from 'typebox'
import { Id, Named, page, Timestamp } from './common.ts'

/** A word to colleagues beside a deal; the members named in `mentions` are told. */
export const CommentCreation = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }),
    mentions: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
  },
  { additionalProperties: false },
)
export type CommentCreation = Static<typeof CommentCreation>

/** A comment in which somebody was called by his name. */
export const Mention = Type.Object({
  id: Id,
  deal: Named,
  text: Type.String(),
  at: Timestamp,
  by: Named,
  seen: Type.Boolean(),
})
export type Mention = Static<typeof Mention>
export const MentionPage = Type.Object({ ...page(Mention).properties, unseen: Type.Integer() })
export type MentionPage = Static<typeof MentionPage>
export const MentionsSeen = Type.Object({ dealId: Id }, { additionalProperties: false })
export type MentionsSeen = Static<typeof MentionsSeen>
