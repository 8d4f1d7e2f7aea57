// A company's deals, the same at every run: who sells, to whom, and how far each deal has come.
import { type Book, journalOf, type Life } from './lives.ts'

export type Client = { id: string; name: string; phone: string; email: string; companyId: string; createdAt: number }
export type Company = { id: string; name: string; createdAt: number }
export type Deal = Life & { number: number; title: string; note: string; fields: Record<string, string>; contact: number; company: number }

export const sellers = 20
const day = 86_400_000
const start = Date.UTC(2026, 0, 12, 6)

/** The ids of a run are made from their numbers; they sort as the app's own do, in the order of making. */
export const idOf = (kind: keyof typeof kinds, i: number) => `0190${kinds[kind]}-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
const kinds = { contact: '0001', company: '0002', deal: '0003', task: '0004', waiting: '0005', breach: '0006' }

/** Chance that repeats itself (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
}

const surnames = ['Волков', 'Соколов', 'Лебедев', 'Козлов', 'Новиков', 'Морозов', 'Павлов', 'Семёнов', 'Голубев', 'Виноградов', 'Фролов']
const names = ['Анна', 'Пётр', 'Ирина', 'Олег', 'Мария', 'Иван', 'Дарья', 'Антон', 'Елена', 'Павел', 'Ольга', 'Сергей', 'Юлия']
const trades = ['Окна', 'Двери', 'Кухни', 'Лестницы', 'Сайты', 'Мебель', 'Свет']
export const personName = (i: number) => `${names[i % names.length]} ${surnames[i % surnames.length]} ${i}`
/** Mobile numbers of Moscow: the loaded clients have other ones than those made while measuring. */
export const phoneOf = (i: number, series: 'loaded' | 'new' = 'loaded') =>
  `+7${series === 'loaded' ? 916 : 903}${String(i % 10_000_000).padStart(7, '0')}`

export const contactsFor = (deals: number) => Math.max(1, Math.floor(deals / 2))
export const companiesFor = (deals: number) => Math.max(1, Math.floor(deals / 10))

export const companyAt = (i: number): Company => ({
  id: idOf('company', i),
  name: `${trades[i % trades.length]} ${surnames[i % surnames.length]} и партнёры ${i}`,
  createdAt: start - day,
})
export const contactAt = (i: number, deals: number): Client => ({
  id: idOf('contact', i),
  name: personName(i),
  phone: phoneOf(i),
  email: `client${i}@example.ru`,
  companyId: idOf('company', i % companiesFor(deals)),
  createdAt: start - day,
})

/** Of a hundred deals so many stand in each stage. */
const weights: Record<string, number> = {
  'new-request': 10,
  taken: 10,
  qualified: 10,
  'proposal-sent': 10,
  'proposal-discussed': 10,
  attempts: 8,
  'start-agreed': 6,
  invoiced: 6,
  started: 15,
  lost: 15,
}

function stageBy(share: number): string {
  let left = share * 100
  for (const [stage, weight] of Object.entries(weights)) {
    if (left < weight) return stage
    left -= weight
  }
  return 'lost'
}

/**
 * The deals one after another. One in four was made here and went through every stage; the others were adopted where they stood, as an
 * import adopts them. Either way the regulation itself decided, so rows and dossiers are what the journal says.
 */
export function* dealsOf(count: number, memberIds: readonly string[], book: Book): Generator<Deal> {
  const random = chance(42)
  let tasks = 0
  const newTask = () => idOf('task', tasks++)
  for (let i = 0; i < count; i++) {
    const stage = stageBy(random())
    const contact = Math.floor(random() * contactsFor(count))
    const company = contact % companiesFor(count)
    const responsibleId = memberIds[Math.floor(random() * memberIds.length)]!
    const niche = trades[i % trades.length]!
    const told = {
      title: `${niche} для ${surnames[i % surnames.length]}а, ${i + 1}`,
      note: `Клиенту нужны ${niche.toLowerCase()} к лету, смета до пятницы, решает он сам`,
      fields: { platform: 'site', niche, source: 'search', contractLink: `https://example.ru/contracts/${i}` },
    }
    const life = journalOf(book, {
      ...told,
      dealId: idOf('deal', i),
      contactId: idOf('contact', contact),
      companyId: idOf('company', company),
      responsibleId,
      budget: { amount: 50_000 + Math.floor(random() * 9_950_000), currency: 'RUB' },
      stage,
      bornAt: start + Math.floor(random() * 180 * 24) * 3_600_000 + i,
      made: stage === 'new-request' || (stage !== 'lost' && i % 4 === 0),
      newTask,
    })
    yield { ...life, ...told, number: i + 1, contact, company }
  }
}
