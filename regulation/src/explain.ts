import type { Regulation } from './compile.ts'
import { foundation, foundationWords } from './foundation.ts'
import { speechOf, type Speech } from './speech.ts'
import type { Finding } from './verdict.ts'
import type { Language } from './words.ts'

const speeches = new WeakMap<Regulation, Map<string, Speech>>()

/** The speech of a regulation, made once for each language; where stages of two pipelines share a key, the pipeline tells which is meant. */
export function speech(regulation: Regulation, language: Language, pipeline = ''): Speech {
  const known = speeches.get(regulation) ?? new Map<string, Speech>()
  speeches.set(regulation, known)
  const key = `${language} ${pipeline}`
  const found = known.get(key) ?? speechOf(regulation, language, pipeline)
  known.set(key, found)
  return found
}

/** A finding as a sentence in the language of the reader (A3). */
export function explainFinding(regulation: Regulation, { clause, kind, lacks }: Finding, language: Language, pipeline?: string): string {
  if (kind === foundation) return foundationWords[language][lacks.what as keyof typeof foundationWords.ru]
  const words = regulation.clause(clause)?.kind.words[language]
  return words?.refusal?.(lacks, speech(regulation, language, pipeline)) ?? words?.title ?? clause
}

/** The clauses as a document to read: number, title, sentence with its parameters, lesson (A1, K1). */
export const readClauses = (regulation: Regulation, language: Language) =>
  regulation.clauses.map(({ key, number, section, mode, params, kind }) => ({
    key,
    kind: kind.kind,
    number,
    section: section[language],
    mode,
    params,
    ids: [...kind.ids],
    title: kind.words[language].title,
    sentence: kind.words[language].sentence(params, speech(regulation, language)),
    lesson: kind.words[language].lesson,
  }))
