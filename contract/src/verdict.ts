import { Type, type Static } from 'typebox'
import { Id, Key, nullable, Timestamp } from './common.ts'

export const Mode = Type.Union([Type.Literal('off'), Type.Literal('observe'), Type.Literal('warn'), Type.Literal('enforce')])
export type Mode = Static<typeof Mode>

/** What is lacking, as data; `what` tells which of the other members are there. */
export const Lack = Type.Object(
  {
    what: Type.String({ description: 'stage · reason · fields · note · task · result · text · confirmation · …' }),
    fields: Type.Optional(Type.Array(Key)),
    stages: Type.Optional(Type.Array(Key, { description: 'stages that may be entered instead' })),
    tasks: Type.Optional(Type.Array(Id, { description: 'tasks whose result is lacking' })),
    needed: Type.Optional(Type.Number()),
    made: Type.Optional(Type.Number()),
  },
  { additionalProperties: true },
)
export type Lack = Static<typeof Lack>

/** An act that the user can do to mend it, prefilled as far as it is known. */
export const Mend = Type.Object(
  {
    act: Type.String({
      description: 'move · fill-fields · write-note · give-reason · plan-task · write-result · say-what · closure · confirm · …',
    }),
    to: Type.Optional(Key),
    fields: Type.Optional(Type.Array(Key)),
    needed: Type.Optional(Type.Number()),
  },
  { additionalProperties: true },
)
export type Mend = Static<typeof Mend>

/** A guard that does not hold for this act. */
export const Finding = Type.Object({
  clause: Key,
  kind: Key,
  number: Type.String({ description: 'place in the document, section.clause' }),
  mode: Mode,
  text: Type.String({ description: 'the reason in the language of the request' }),
  lacks: Lack,
  mends: Type.Array(Mend),
  passesAt: nullable(Timestamp),
  countsFrom: Type.Optional(Timestamp),
})
export type Finding = Static<typeof Finding>

/** The answer of the regulation to one act: everything it found, and what of it stops the act. */
export const Verdict = Type.Object({
  allowed: Type.Boolean(),
  findings: Type.Array(Finding),
  refusals: Type.Array(Finding),
})
export type Verdict = Static<typeof Verdict>

/** One thing that follows an act by a clause: a task that it sets, or a letter to the client (`kind`: its template). */
export const Following = Type.Object({
  clause: nullable(Key),
  number: nullable(Type.String()),
  what: Type.Union([Type.Literal('task'), Type.Literal('letter')]),
  kind: Key,
  title: Type.String(),
  dueAt: nullable(Timestamp),
})
export type Following = Static<typeof Following>

/** RFC 9457. `findings`/`refusals` on a verdict (409), `faults` on bad input (400), `yours`/`current` on a stale edit (412); `current` also on a conflict that it explains. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    faults: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
    findings: Type.Optional(Type.Array(Finding)),
    refusals: Type.Optional(Type.Array(Finding)),
    yours: Type.Optional(Type.Unknown()),
    current: Type.Optional(Type.Unknown()),
    requestId: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type Problem = Static<typeof Problem>
