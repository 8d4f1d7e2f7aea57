import type { Instant } from '@reglament/kernel'
import type { Static, TSchema } from 'typebox'
import type { Act, Step, StepKind, StepOf } from './act.ts'
import type { Regulation } from './compile.ts'
import type { StageDocument } from './document.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent, DealEventType } from './events.ts'
import type { MemberSituation } from './memberSituation.ts'
import type { Situation } from './situation.ts'
import type { IntakeFace } from './intake/face.ts'
import type { Lack, Shortfall } from './verdict.ts'
import type { Speech } from './speech.ts'
import type { RegulationDocument } from './document.ts'
import type { Language, Localised, Mode } from './words.ts'

/** What a guard looks at: one step, the deal just before it, and the deal as the whole act would leave it. */
export type GuardView<K extends StepKind = StepKind> = {
  readonly act: Act
  readonly step: StepOf<K>
  readonly before: Dossier | null
  readonly after: Dossier
  readonly situation: Situation
  readonly regulation: Regulation
  readonly now: Instant
}

/** May this act happen? `when` narrows, `holds` decides, `explain` tells what is lacking and how to mend it. */
export type Guard<P, K extends StepKind = StepKind> = {
  readonly on: readonly K[]
  when?(view: GuardView<K>, params: P): boolean
  holds(view: GuardView<K>, params: P): boolean
  explain(view: GuardView<K>, params: P): Shortfall
}

/** What a consequence looks at: the event that happened, the deal after it, and what the act said about it. */
export type ConsequenceView = {
  readonly step: Step
  readonly event: DealEvent
  readonly dossier: Dossier
  readonly situation: Situation
  readonly regulation: Regulation
  readonly now: Instant
  readonly newId: () => string
  /** What a further step would leave if the regulation itself did it; null where a guard stands against it. */
  readonly trying: (step: Step) => DealEvent[] | null
}

/** What follows an event; the events it answers with carry the clause's key. */
export type Consequence<P> = {
  readonly after: readonly DealEventType[]
  follows(view: ConsequenceView, params: P): Following[]
}
/** An event that follows, with the text of a task where a person gave one. */
export type Following = { event: DealEvent; taskText?: string }

/** What a watch looks at: the deal as it stands, and what is known around it. */
export type WatchView = { readonly dossier: Dossier; readonly situation: Situation; readonly regulation: Regulation }

/** From which instant a clause is broken, if nothing else happens; `about` tells which task or message, and whose breach it is. */
export type Breaking = {
  readonly about: string
  /** From when its clock runs; a clock that began before adoption is a duty of the past (regulation §3). */
  readonly since: Instant
  readonly from: Instant
  /** Some things end by themselves; most last until somebody mends them. */
  readonly until?: Instant
  /** From when the clock is shown ahead; a clock without it is shown as long as it runs (regulation §7). */
  readonly shownFrom?: Instant
  readonly memberId: string | null
}

export type BreachView = WatchView & {
  readonly breaking: Breaking
  readonly now: Instant
  readonly newId: () => string
  /** The events of closing the deal with a reason as the system would, or null where a guard stands against it. */
  readonly tryClosing: (reason: string) => DealEvent[] | null
}

/**
 * From which instant is it broken? An instant, so nothing polls: the sweeper comes when the first of them has come (A9).
 * `follows` are the consequences of the breach; `order` tells who goes first at the same instant (regulation §7).
 */
export type Watch<P> = {
  readonly order?: number
  /** At its instant something is done, once, and nobody has broken anything. */
  readonly quiet?: true
  /** Its clock is shown ahead of its end, on board and card (`shownFrom`). */
  readonly ahead?: true
  breaks(view: WatchView, params: P): Breaking[]
  follows?(view: BreachView, params: P): Following[]
}

/** What a clause about a member looks at. */
export type MemberView = { readonly member: MemberSituation; readonly regulation: Regulation; readonly now: Instant }

/** From which instant a member breaks a clause himself, and until when where it ends by itself. */
export type MemberBreaking = {
  readonly about: string
  readonly from: Instant
  readonly until?: Instant
  /** Where it counts for less than the clause says, e.g. of a newcomer. */
  readonly mode?: Mode
}

/** The same question as of a deal, asked of a member: his load, his day (regulation §10). */
export type MemberWatch<P> = {
  /** His head is told at once, with what led to it; of what is only observed nobody is. */
  readonly alarmsHead?: true
  breaks(view: MemberView, params: P): MemberBreaking[]
}

/** Something for the quality controller: a clause that a member broke again and again in a month. */
export type MemberFollowing = {
  readonly about: { readonly clause: string; readonly month: string; readonly count: number }
  readonly assigneeId: string | null
  readonly dueAt: Instant
}
export type MemberConsequence<P> = { follows(view: MemberView, params: P): MemberFollowing[] }

/** A clause in one language: its title, its sentence with the parameters in it, its lesson, its refusal. */
export type ClauseWords<P> = {
  readonly title: string
  /** What its clock is called while it still runs: nothing is broken yet. Without it the title. */
  readonly clock?: string
  sentence(params: P, say: Speech): string
  readonly lesson: string
  /** What comes by itself at the instant from which it is broken, for a list of what happens if nobody does anything. */
  readonly fate?: string
  refusal?(lacks: Lack, say: Speech): string
  /** What each parameter is called in a form; needed wherever there are parameters. */
  readonly names?: Readonly<Record<string, string>>
  /** What the values of a parameter with a few values are called. */
  readonly choices?: Readonly<Record<string, string>>
  /** What the parts of a parameter that names people are called. */
  readonly parts?: Readonly<Record<string, string>>
  /** What the clause demands at one stage, where that is written at the stage; null: nothing there. */
  atStage?(stage: StageDocument, say: Speech): string | null
}

/** What the product has to record before a clause can be judged by it; until then it waits (regulation §10, last line). */
export type NeededFact = 'proposals' | 'openings' | 'invoices' | 'payments' | 'calls'

/** A fault of the parameters beyond their shape: a stage that is not there, terms that contradict. */
export type ParamFault = { readonly path: string; readonly message: Localised }

/** One rule of the book. Its parameters, its faces and its words stand together in one file (A1). */
export type ClauseKind<P = unknown> = {
  readonly kind: string
  /** Requirements that it proves, e.g. `B2`. */
  readonly ids: readonly string[]
  readonly params: TSchema
  /** What it reads that the product may not record yet. */
  readonly needs?: NeededFact
  /** Whether it holds in pipelines that are no sales too: production orders obey only few clauses (regulation §3). */
  readonly everywhere?: true
  /** What is wrong with the parameters in this document, beyond their shape (A11). */
  readonly faults?: (params: P, document: RegulationDocument) => ParamFault[]
  readonly guard?: Guard<P>
  readonly consequence?: Consequence<P>
  readonly watch?: Watch<P>
  /** What it says of an inquiry before there is a deal (regulation §5). */
  readonly intake?: IntakeFace<P>
  readonly memberWatch?: MemberWatch<P>
  readonly memberConsequence?: MemberConsequence<P>
  readonly words: Readonly<Record<Language, ClauseWords<P>>>
}

/** Declares a clause kind; the types of its parameters and of the steps that it guards follow from the declaration. */
export function clauseKind<S extends TSchema, K extends StepKind = StepKind>(
  definition: Omit<ClauseKind<Static<S>>, 'params' | 'guard'> & { params: S; guard?: Guard<Static<S>, K> },
): ClauseKind {
  return definition as unknown as ClauseKind
}
