import type { NeededFact } from '../clauseKind.ts'
import { compileRegulation, type Regulation } from '../compile.ts'
import type { ClauseDocument, PipelineDocument, RegulationDocument, StageDocument } from '../document.ts'
import { shippedRegulation } from '../shipped/index.ts'
import type { Mode } from '../words.ts'

const everyFact: ReadonlySet<NeededFact> = new Set(['proposals', 'openings', 'invoices', 'payments', 'calls'])

type Change = Partial<ClauseDocument>

/** A copy of a regulation with something changed; every change gives another copy. */
export class RegulationCase {
  readonly document: RegulationDocument
  #compiled: Regulation | null = null

  readonly #recorded: ReadonlySet<NeededFact> | undefined

  constructor(document: RegulationDocument, recorded?: ReadonlySet<NeededFact>) {
    this.document = document
    this.#recorded = recorded
  }

  withMode(clause: string, mode: Mode): RegulationCase {
    return this.#clause(clause, () => ({ mode }))
  }

  withParams(clause: string, params: Record<string, unknown>): RegulationCase {
    return this.#clause(clause, (before) => ({ params: { ...before.params, ...params } }))
  }

  withScope(clause: string, scope: NonNullable<ClauseDocument['scope']>): RegulationCase {
    return this.#clause(clause, () => ({ scope }))
  }

  /** Another clause at the end of the last section. */
  withClause(clause: ClauseDocument): RegulationCase {
    const sections = this.document.sections.map((section, i, { length }) =>
      i === length - 1 ? { ...section, clauses: [...section.clauses, clause] } : section,
    )
    return new RegulationCase({ ...this.document, sections }, this.#recorded)
  }

  /** Another pipeline; without a description of its own it is like the sales pipeline. */
  withPipeline(key: string, change: Partial<PipelineDocument> = {}): RegulationCase {
    const [sales] = this.document.pipelines as [PipelineDocument]
    return new RegulationCase({ ...this.document, pipelines: [...this.document.pipelines, { ...sales, ...change, key }] }, this.#recorded)
  }

  /** One stage changed, in every pipeline that has it. */
  withStage(key: string, change: Partial<StageDocument>): RegulationCase {
    if (!this.document.pipelines.some(({ stages }) => stages.some((stage) => stage.key === key))) throw new Error(`no stage ${key}`)
    const pipelines = this.document.pipelines.map((pipeline) => ({
      ...pipeline,
      stages: pipeline.stages.map((stage) => (stage.key === key ? { ...stage, ...change } : stage)),
    }))
    return new RegulationCase({ ...this.document, pipelines }, this.#recorded)
  }

  /** Only these clauses hold; all others are off. */
  withOnly(...clauses: string[]): RegulationCase {
    const others = this.document.sections.flatMap((section) => section.clauses).filter(({ key }) => !clauses.includes(key))
    return others.reduce<RegulationCase>((regulation, { key }) => regulation.withMode(key, 'off'), this)
  }

  /** Where a clause stands in the document, as faults name it: `/sections/1/clauses/0`. The last of them, if the key stands twice. */
  placeOf(key: string): string {
    const places = this.document.sections.flatMap(({ clauses }, i) =>
      clauses.flatMap((clause, j) => (clause.key === key ? [`/sections/${i}/clauses/${j}`] : [])),
    )
    if (places.length === 0) throw new Error(`no clause ${key}`)
    return places.at(-1)!
  }

  /** The product records papers and calls too: clauses that wait for them wake up. */
  recording(): RegulationCase {
    return new RegulationCase(this.document, everyFact)
  }

  compiled(): Regulation {
    return (this.#compiled ??= compileRegulation(this.document, 1, undefined, this.#recorded))
  }

  #clause(key: string, change: (before: ClauseDocument) => Change): RegulationCase {
    if (!this.document.sections.some(({ clauses }) => clauses.some((clause) => clause.key === key))) throw new Error(`no clause ${key}`)
    const sections = this.document.sections.map((section) => ({
      ...section,
      clauses: section.clauses.map((clause) => (clause.key === key ? { ...clause, ...change(clause) } : clause)),
    }))
    return new RegulationCase({ ...this.document, sections }, this.#recorded)
  }
}

const shipped = new RegulationCase(shippedRegulation)

/** The shipped regulation, to be changed: `aRegulation().withMode('stage-order', 'warn')`. */
export const aRegulation = (): RegulationCase => shipped
