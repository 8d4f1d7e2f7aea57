import { Type, type Static } from 'typebox'
import { Id, Key } from './common.ts'

/** Something has changed; what exactly, one asks anew. Of a deal also where it stands now. */
export const NewsItem = Type.Object({
  kind: Type.String({ description: 'deal, member, workspace, …' }),
  id: Type.String(),
  pipeline: Type.Optional(Key),
  stage: Type.Optional(Key),
  responsibleId: Type.Optional(Type.Union([Id, Type.Null()])),
})
export type NewsItem = Static<typeof NewsItem>

/** `since` stands in the answer of `GET /api/me`: what has changed after that answer is told first. */
export const NewsQuery = Type.Object({ since: Type.Optional(Type.String({ pattern: '^\\d{1,19}$' })) }, { additionalProperties: false })

/** One message of `GET /api/events`, under the event name `news`. `all`: so much has changed that everything is to be asked anew. */
export const News = Type.Object({ items: Type.Array(NewsItem), all: Type.Optional(Type.Boolean()) })
export type News = Static<typeof News>
