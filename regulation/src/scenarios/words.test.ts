import { parseTerm } from '@reglament/kernel'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { clauseKinds } from '../clauses/index.ts'
import { explainFinding, readClauses, speech } from '../explain.ts'
import { inputsOf } from '../params.ts'
import { aDeal, aRegulation, type Answer, aTask } from '../testing/index.ts'
import type { Language } from '../words.ts'
import { guardCases } from './guardCases.ts'

const languages: Language[] = ['ru', 'en']
const { regulation } = aDeal()
/** Non-breaking spaces as ordinary ones, so that a sentence can be written down here. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const sentences = (language: Language, of = aRegulation()) => readClauses(of.compiled(), language)
const sentenceOf = (clause: string, language: Language, of = aRegulation()) =>
  plain(sentences(language, of).find(({ key }) => key === clause)!.sentence)
const refusalsOf = (answer: Answer, language: Language, under = regulation) =>
  answer.findings.map((finding) => plain(explainFinding(under, finding, language)))
const cyrillic = /[а-яё]/i

describe.each(clauseKinds.map((kind) => [kind.kind, kind] as const))('[A1 K1] %s', (_name, kind) => {
  test.each(languages)('has a title, a sentence and a lesson in %s', (language) => {
    const { title, lesson, refusal } = kind.words[language]
    for (const text of [title, lesson]) {
      expect(text.trim()).not.toBe('')
      expect(cyrillic.test(text)).toBe(language === 'ru')
    }
    expect(refusal !== undefined).toBe(kind.guard !== undefined)
  })

  test.each(languages)('[A1] each of its parameters has a name for the form in %s, and an input that fits', (language) => {
    const inputs = inputsOf(kind, Value.Default(kind.params, {}), language)
    for (const { key, name, type, value, units, options } of inputs) {
      // A new parameter is named in `names` of the words of its kind, its values in `choices`.
      for (const text of [name, ...(options ?? []).map((option) => option.name)]) {
        expect(cyrillic.test(text), `${key}: “${text}”`).toBe(language === 'ru')
      }
      expect(value, key).not.toBeUndefined()
      if (type === 'term' || type === 'terms') expect(units, key).not.toHaveLength(0)
    }
    expect(Object.keys(kind.words[language].names ?? {}).toSorted()).toEqual(inputs.map(({ key }) => key).toSorted())
  })

  test.each(languages)('[A4] what it lets come by itself is told in %s wherever its clock runs ahead of that', (language) => {
    const { clock, fate } = kind.words[language]
    if (clock !== undefined) expect(fate?.trim()).toBeTruthy()
    if (fate !== undefined) expect(cyrillic.test(fate)).toBe(language === 'ru')
  })

  test('names the requirements that it keeps', () => {
    expect(kind.ids).not.toHaveLength(0)
    for (const id of kind.ids) expect(id).toMatch(/^[A-S]\d+$/)
  })

  test('has a face: a guard, a consequence, a watch or a say at intake', () => {
    expect(Boolean(kind.guard ?? kind.consequence ?? kind.watch ?? kind.intake ?? kind.memberWatch ?? kind.memberConsequence)).toBe(true)
  })

  test('its default parameters are in range', () => {
    expect(Value.Check(kind.params, Value.Default(kind.params, {}))).toBe(true)
  })
})

const choices = new Set(['exchange'])

describe.each(languages)('[A1] sentences in %s', (language) => {
  const read = sentences(language)

  test('each is a whole sentence in its language, and says nothing undefined', () => {
    for (const { sentence, title, section } of read) {
      expect(sentence).toMatch(/^[\p{Lu}«“].*\.$/u)
      for (const text of [sentence, title, section]) {
        expect(text).not.toMatch(/undefined|null|NaN|\[object/)
        expect(cyrillic.test(text)).toBe(language === 'ru')
      }
    }
  })

  test('each says its parameters', () => {
    const say = speech(regulation, language)
    // What has words of its own in the sentence: who is rung, which pipeline follows which.
    const own = new Set(['call-cascade', 'won-opens-next'])
    for (const { sentence, params } of read.filter(({ kind }) => !own.has(kind))) {
      for (const value of Object.values(params as Record<string, number | string | boolean | string[]>).flat()) {
        // A choice is said in words of its own: “at once”, “to the exchange”.
        if (typeof value === 'boolean' || (typeof value === 'string' && choices.has(value))) continue
        const words =
          typeof value === 'number'
            ? [String(value), say.amount(value)]
            : /^\d/.test(value)
              ? [say.term(value), say.span(value)]
              : [say.stage(value)]
        expect(
          words.some((word) => sentence.includes(word)),
          `${words[0]} in ${sentence}`,
        ).toBe(true)
      }
    }
  })

  test('[A1 K1] in pieces it is the same sentence, and every value that it says is a piece of its own', () => {
    for (const { sentence, parts, inputs } of read) {
      expect(parts.map(({ text }) => text).join('')).toBe(sentence)
      const said = new Set(parts.flatMap(({ param }) => param ?? []))
      for (const { key, type, value } of inputs) {
        // A limit of zero is off, and a sentence may then be silent about it; so it is of people where nobody is named.
        const isSilent = value === 0 || (type === 'people' && value === null)
        if (!['boolean', 'choice', 'text'].includes(type) && !isSilent) expect(said, `${sentence} ${key}`).toContain(key)
      }
    }
  })

  test('[B2 B3 D2 B9] what is demanded at each stage stands with its clause', () => {
    const at = (clause: string) =>
      Object.fromEntries(
        read.find(({ key }) => key === clause)!.atStages[0]!.stages.map(({ stage, text }) => [stage, text.replaceAll('\u00A0', ' ')]),
      )
    const said = {
      ru: {
        'stage-order': ['taken', 'дальше — «Квалифицирован»'],
        'required-fields': ['qualified', '«Ниша», «Источник» и «Примечание»'],
        'stage-task': ['taken', 'связаться и провести квалификацию за 30 рабочих минут'],
        'stage-stay': ['taken', 'не дольше, чем 3 рабочих дня'],
      },
      en: {
        'stage-order': ['taken', 'then “Qualified”'],
        'required-fields': ['qualified', '“Niche”, “Source”, and “Note”'],
        'stage-task': ['taken', 'contact and qualify in 30 working minutes'],
        'stage-stay': ['taken', 'at most 3 working days'],
      },
    }[language]
    for (const [clause, [stage, text]] of Object.entries(said)) expect(at(clause)[stage!], clause).toBe(text)
  })

  test('is numbered by its place in the document', () => {
    const numbered = read.map(({ number, key }) => `${number} ${key}`)
    expect(numbered).toEqual(expect.arrayContaining(['1.1 first-response', '1.2 no-answer-ladder', '2.1 stage-order', '6.2 exchange-wait']))
  })
})

describe('[A1] the plural is right', () => {
  const within = (term: string) => aRegulation().withParams('first-response', { within: term })
  const characters = (n: number) => aRegulation().withParams('note-present', { charactersMin: n })

  test.each([
    ['1 wmin', '1 рабочая минута', '1 working minute'],
    ['2 wmin', '2 рабочие минуты', '2 working minutes'],
    ['5 wmin', '5 рабочих минут', '5 working minutes'],
    ['11 wmin', '11 рабочих минут', '11 working minutes'],
    ['21 wmin', '21 рабочая минута', '21 working minutes'],
    ['30 wmin', '30 рабочих минут', '30 working minutes'],
    ['1 wh', '1 рабочий час', '1 working hour'],
    ['4 wh', '4 рабочих часа', '4 working hours'],
    ['1 wd', '1 рабочий день', '1 working day'],
    ['3 wd', '3 рабочих дня', '3 working days'],
  ])('%s', (term, ru, en) => {
    expect(sentenceOf('first-response', 'ru', within(term))).toBe(
      `Срок ответа на новую заявку — ${ru}: звонят, а если телефона нет — пишут.`,
    )
    expect(sentenceOf('first-response', 'en', within(term))).toContain(`within ${en}:`)
  })

  test.each([
    ['1 d', '1 день', '1 day'],
    ['2 w', '2 недели', '2 weeks'],
    ['3 mo', '3 месяца', '3 months'],
    ['12 mo', '12 месяцев', '12 months'],
    ['10 s', '10 секунд', '10 seconds'],
    ['22 min', '22 минуты', '22 minutes'],
  ])('%s', (term, ru, en) => {
    expect(plain(speech(regulation, 'ru').term(term))).toBe(ru)
    expect(plain(speech(regulation, 'en').term(term))).toBe(en)
    expect(parseTerm(term).n).toBe(Number(term.split(' ')[0]))
  })

  test('what lasts and what comes after a term stands in the accusative', () => {
    const say = speech(regulation, 'ru')
    expect(['1 w', '21 wmin', '3 w', '1 wd'].map((term) => plain(say.span(term)))).toEqual([
      '1 неделю',
      '21 рабочую минуту',
      '3 недели',
      '1 рабочий день',
    ])
    expect(sentenceOf('thinking-weekly', 'ru')).toContain('звонят через 1 неделю')
  })

  test.each([
    [1, 'не короче 1 знака', 'at least 1 character.'],
    [2, 'не короче 2 знаков', 'at least 2 characters.'],
    [5, 'не короче 5 знаков', 'at least 5 characters.'],
    [21, 'не короче 21 знака', 'at least 21 characters.'],
  ])('a note of %i', (n, ru, en) => {
    expect(sentenceOf('note-present', 'ru', characters(n))).toContain(ru)
    expect(sentenceOf('note-present', 'en', characters(n))).toContain(en)
  })
})

describe('[A3] refusals are said in the words of the company’s own document', () => {
  const empty = aDeal().moved('qualified')

  test('in Russian', () => {
    expect(refusalsOf(empty, 'ru')).toEqual([
      'Этапы идут по порядку: сначала «Взята в работу»',
      'Не заполнено: «Площадка», «Ниша» и «Источник»',
      'Нет примечания: нужно не меньше 10 знаков',
      'Нет итога по делу «Позвонить»',
    ])
  })

  test('in English', () => {
    expect(refusalsOf(empty, 'en')).toEqual([
      'Stages go in order: “Taken into work” first',
      'Not filled in: “Platform”, “Niche”, and “Source”',
      'The note is missing: at least 10 characters',
      'No result for the task “Call”',
    ])
  })

  test('where several stages may come next, any of them', () => {
    const [ru] = refusalsOf(aDeal().withEverythingFilled().inStage('proposal-sent').moved('invoiced'), 'ru')
    expect(ru).toBe('Этапы идут по порядку: сначала «Обсудили КП», «2 попытки и более» или «Согласован старт»')
  })

  test('an edit that empties is told from a field never filled', () => {
    const verdict = aDeal().withEverythingFilled().inStage('proposal-sent').edited({ budget: null })
    expect(refusalsOf(verdict, 'ru')).toEqual(['На этом этапе нельзя очистить «Бюджет»'])
    expect(refusalsOf(verdict, 'en')).toEqual(['At this stage “Budget” can’t be emptied'])
  })

  test.each([
    ['started', 'taken', 'Сделка закрыта: чтобы вести её дальше, её открывают заново'],
    ['taken', 'lost', 'В отказ сделку переводят закрытием: с причиной и подтверждением'],
    ['taken', 'taken', 'Сделка уже на этом этапе'],
  ])('%s → %s', (from, to, ru) => {
    expect(refusalsOf(aDeal().withEverythingFilled().inStage(from).moved(to), 'ru')[0]).toBe(ru)
  })

  test('a renamed stage is called by its new name', () => {
    const renamed = aRegulation().withStage('taken', { name: { ru: 'В работе', en: 'At work' } })
    const verdict = aDeal().under(renamed).moved('qualified')
    expect(refusalsOf(verdict, 'en', renamed.compiled())[0]).toBe('Stages go in order: “At work” first')
  })

  describe.each(guardCases)('$clause', ({ tell, refuse, clause }) => {
    test.each(languages)('in %s says nothing undefined', (language) => {
      const finding = refuse(tell(aDeal().under(aRegulation().recording()))).findings.find((found) => found.clause === clause)!
      const said = explainFinding(regulation, finding, language)
      expect(said).not.toMatch(/undefined|null|NaN|\[object|\.$/)
      expect(said.replaceAll(/[“”«»]/g, '').trim()).not.toBe('')
      expect(cyrillic.test(said)).toBe(language === 'ru')
    })
  })

  test('a task planned in an act is named by its kind', () => {
    const verdict = aDeal().withEverythingFilled().inStage('taken').moved('qualified', { next: aTask() })
    expect(refusalsOf(verdict, 'en')).toEqual(['No result for the task “Contact and qualify”'])
  })
})
