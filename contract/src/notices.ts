import { Type, type Static } from 'typebox'
import { Id, Key, Named, page, Timestamp } from './common.ts'

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

/** What brought deals into somebody's load and took them away, in the thirty days before (D9). */
export const LoadChanges = Type.Object({
  given: Type.Integer(),
  taken: Type.Integer(),
  won: Type.Integer(),
  lost: Type.Integer(),
  givenBack: Type.Integer(),
  handedOver: Type.Integer(),
})
export type LoadChanges = Static<typeof LoadChanges>

/** What a head is told of one of his people: fewer deals than the corridor asks for, for longer than the regulation allows (D9). */
export const Notice = Type.Object({
  id: Id,
  clause: Key,
  member: Named,
  at: Timestamp,
  open: Type.Integer({ description: 'deals that he had then' }),
  least: Type.Integer({ description: 'deals that he should have had' }),
  changes: LoadChanges,
  over: Type.Boolean({ description: 'he has enough again' }),
  seen: Type.Boolean(),
})
export type Notice = Static<typeof Notice>
export const NoticePage = Type.Object({ ...page(Notice).properties, unseen: Type.Integer() })
export type NoticePage = Static<typeof NoticePage>
