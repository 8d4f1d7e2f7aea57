import { Type, type Static } from 'typebox'
import { Id, Key, Named, nullable } from './common.ts'

const FoundClient = Type.Object({
  id: Id,
  name: Type.String(),
  returning: Type.Boolean(),
})

/** What was found for what somebody typed: by words in any order and form of ё, by digits of a phone, by the number of a deal. */
export const Found = Type.Object({
  deals: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      title: Type.String(),
      client: nullable(Type.String()),
      stage: Type.String({ description: 'its name' }),
      status: Type.String({ description: 'open, won, lost' }),
      responsible: nullable(Named),
    }),
  ),
  contacts: Type.Array(
    Type.Intersect([
      FoundClient,
      Type.Object({ phone: nullable(Type.String()), email: nullable(Type.String()), companyName: nullable(Type.String()) }),
    ]),
  ),
  companies: Type.Array(Type.Intersect([FoundClient, Type.Object({ inn: nullable(Type.String()) })])),
  clauses: Type.Array(Type.Object({ key: Key, number: Type.String(), title: Type.String() })),
  /** What was searched instead, when nothing was found for what was typed: the other keyboard, another spelling. */
  instead: nullable(Type.String()),
})
export type Found = Static<typeof Found>
