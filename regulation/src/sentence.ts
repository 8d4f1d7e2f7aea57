import type { Clause } from './compile.ts'
import type { ParamInput } from './params.ts'
import type { Speech } from './speech.ts'
import type { Language } from './words.ts'

/** A piece of a sentence; `param` names the parameter whose value it says. */
export type SentencePart = { readonly text: string; readonly param?: string }

const opens = '\uE000'
const names = '\uE001'
const closes = '\uE002'
const marked = (key: string, text: string) => `${opens}${key}${names}${text}${closes}`

/** Values that remember whose they are: a sentence is told by them once, and every place where one is said can be found. */
class MarkedText extends String {
  readonly key: string
  constructor(key: string, value: string) {
    super(value)
    this.key = key
  }
  override toString(): string {
    return marked(this.key, super.valueOf())
  }
}
class MarkedNumber extends Number {
  readonly key: string
  constructor(key: string, value: number) {
    super(value)
    this.key = key
  }
  override toString(): string {
    return marked(this.key, String(super.valueOf()))
  }
}

/** What decides between sentences (yes or no, one of a few) stays as it is; it is asked for below the sentence. */
const isSaid = (type: ParamInput['type']) => type !== 'boolean' && type !== 'choice' && type !== 'text'

const mark = (key: string, value: unknown): unknown => {
  if (typeof value === 'string') return new MarkedText(key, value)
  if (typeof value === 'number') return new MarkedNumber(key, value)
  return Array.isArray(value) ? value.map((one) => mark(key, one)) : value
}

const plainText = (text: string) => String.prototype.valueOf.call(text)
const keyOf = (value: unknown) => (value instanceof MarkedText || value instanceof MarkedNumber ? value.key : undefined)

/** The same speech, which keeps the marks of the values that it is given. */
function markingSpeech(say: Speech): Speech {
  const about = (value: unknown, text: string) => {
    const key = keyOf(value)
    return key === undefined ? text : marked(key, text)
  }
  const list = (keys: readonly string[], text: string) => about(keys[0], text)
  return {
    ...say,
    stage: (key) => about(key, say.stage(plainText(key))),
    stages: (keys) => list(keys, say.stages(keys.map(plainText))),
    fields: (keys) => list(keys, say.fields(keys.map(plainText))),
    taskKind: (key) => about(key, say.taskKind(plainText(key))),
    term: (text) => about(text, say.term(plainText(text))),
    span: (text) => about(text, say.span(plainText(text))),
    as: marked,
    amount: (n) => about(n, say.amount(Number.prototype.valueOf.call(n))),
    count: (n, forms) => about(n, say.count(Number.prototype.valueOf.call(n), forms)),
  }
}

/**
 * The sentence of a clause in pieces, each value of a parameter a piece of its own (A1): so a screen can set it as something to press.
 * Nothing is asked of the kinds for it: their sentences are told with values that leave a mark where they are said.
 */
export function sentenceParts(
  { kind, params }: Pick<Clause, 'kind' | 'params'>,
  inputs: readonly ParamInput[],
  language: Language,
  say: Speech,
): SentencePart[] {
  const values = { ...(params as Record<string, unknown>) }
  for (const { key, type } of inputs) if (isSaid(type)) values[key] = mark(key, values[key])
  const told = kind.words[language].sentence(values, markingSpeech(say))
  return told
    .split(/(\uE000[^\uE002]*\uE002)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (!piece.startsWith(opens)) return { text: piece }
      const [param, text] = piece.slice(1, -1).split(names)
      return { text: text!, param: param! }
    })
}
