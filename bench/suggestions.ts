// How long it takes to say who a new lead may be, in a company that knows very many people (C2): through the whole application.
import { buildApp, founders } from '../server/src/app.ts'
import { addApiKey, foundWorkspace } from '../server/src/modules/members/index.ts'
import { inWorkspace } from '../server/src/platform/database.ts'
import { withClient } from '../server/src/platform/database/withClient.ts'
import type { Services } from '../server/src/platform/services.ts'
import { spreadOf, type Spread } from './figures.ts'

export type SuggestionFigures = {
  contacts: number
  fillSeconds: number
  milliseconds: Spread
  p95: number
  found: number
  /** What the palette asks, by what is typed into it (L1). */
  searches: readonly SearchFigures[]
}
export type SearchFigures = { typed: string; milliseconds: Spread; p95: number; found: number }

const leads = 150
const surnames =
  'Волков Соколов Лебедев Козлов Новиков Морозов Павлов Семёнов Голубев Виноградов Фролов Зайцев Белов Комаров Орлов Киселёв Макаров Андреев Ковалёв Ильин Гусев Титов Кузьмин Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сорокин Сергеев Романов Захаров Борисов Королёв Герасимов Пономарёв Григорьев Лазарев Медведев Ершов Никитин Соболев Рябов Поляков Цветков Данилов Жуков Быков Калинин'
const names =
  'Анна Пётр Ирина Олег Мария Иван Дарья Антон Елена Павел Ольга Сергей Юлия Дмитрий Наталья Андрей Светлана Алексей Татьяна Николай Ксения Максим Полина Виктор Галина Роман Вера Кирилл Алина Егор'
const patronyms = 'Иванович Петрович Сергеевич Андреевич Олегович Викторович Павлович Николаевич Романович Максимович'

/** As many family names as most people of a country share: fifty roots with a dozen endings each. */
const endings = 'ов ова ский ская енко ин ина ук ян швили ец ых'.split(' ')
const family = surnames.split(' ').flatMap((surname) => endings.map((ending) => `${surname.replace(/[ое]в$|ин$|ёв$/u, '')}${ending}`))

/** A tenth of all clients are companies' people; a name is that of many, as names are. */
const fill = (workspaceId: number, contacts: number) => `
  insert into company (workspace_id, id, name, folded_name, inn, created_at)
  select ${workspaceId}, ('01900011-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, name, lower(name), (7700000000 + n)::text, now()
  from generate_series(1, ${contacts / 10}) as n
  cross join lateral (select 'ООО ' || (string_to_array('${family.join(' ')}', ' '))[1 + n % 600] || ' и партнёры ' || n as name) as named;
  insert into contact (workspace_id, id, name, folded_name, phone, email, company_id, created_at)
  select ${workspaceId}, ('01900010-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, name, translate(lower(name), 'ё', 'е'),
    '+7' || (9000000000 + n), 'client' || n || '@' || case when n % 10 = 0 then 'firm' || n / 10 || '.example' else 'mail.ru' end,
    case when n % 10 = 0 then ('01900011-0000-7000-8000-' || lpad(to_hex(n / 10), 12, '0'))::uuid end, now()
  from generate_series(1::bigint, ${contacts}) as n
  cross join lateral (select concat_ws(' ', (string_to_array('${family.join(' ')}', ' '))[(1 + n * 7919 % 600)::integer],
    (string_to_array('${names}', ' '))[(1 + n / 600 % 30)::integer], case when n % 3 = 0 then (string_to_array('${patronyms}', ' '))[(1 + n / 18000 % 10)::integer] end) as name) as named`

const searchRows = [
  `insert into search_row (workspace_id, kind, id, words, digits)
    select workspace_id, kind, id, search_lexemes(workspace_id, kind, text), digits from search_source where workspace_id = $1`,
  `insert into search_word (workspace_id, word)
    select distinct workspace_id, left(word, 60) from search_source, search_words(names) as word
    where workspace_id = $1 and length(word) >= 3 and word !~ '^\\d+$' on conflict do nothing`,
]

/** One lead after another, none of whom is known by phone or e-mail: the likeness of names has to be asked. */
export async function measureSuggestions(services: Services, superuserUrl: string, contacts: number): Promise<SuggestionFigures> {
  const owner = { name: 'Вера Орлова', email: 'likeness@example.ru', password: 'a long sentence nobody guesses' }
  const { workspace, ownerId } = await foundWorkspace(services, { name: 'Много людей', owner }, { founders, locale: 'ru' })
  const { key } = await inWorkspace(services, workspace.id, (tx) =>
    addApiKey(tx, services, ownerId, { name: 'bench', scopes: ['read', 'write'] }),
  )
  const filling = performance.now()
  await withClient(superuserUrl, async (client) => {
    // Neither triggers nor foreign keys are asked: rows are written as they are.
    await client.query('set session_replication_role = replica')
    await client.query(fill(workspace.id, contacts))
    // What the triggers of the search would have written.
    for (const rows of searchRows) await client.query(rows, [workspace.id])
    await client.query('vacuum analyze contact, company, search_row, search_word')
  })
  const fillSeconds = (performance.now() - filling) / 1000
  const app = await buildApp(services)
  const ask = async <Body>(method: 'GET' | 'POST', url: string, payload?: object): Promise<Body> => {
    const headers = { host: '127.0.0.1', authorization: `Bearer ${key}`, ...(payload && { 'content-type': 'application/json' }) }
    const answer = await app.inject({ method, url, headers, payload: payload && JSON.stringify(payload) })
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode}\n${answer.body.slice(0, 600)}`)
    return answer.json<Body>()
  }
  const took: number[] = []
  let found = 0
  const given = names.split(' ')
  for (let i = 0; i < leads; i++) {
    // Every other one is mistyped by a letter.
    const surname = family[(i * 7) % family.length]!
    const name = `${given[i % 30]!} ${i % 2 === 0 ? surname : surname.replace(/.(?=..$)/u, 'а')}`
    const body = {
      name,
      phone: `+7911${String(i).padStart(7, '0')}`,
      email: `new${i}@firm${1 + i * 37}.example`,
      company: `ООО ${surname}`,
      channel: 'form',
    }
    const { id } = await ask<{ id: string }>('POST', '/api/leads', body)
    const start = performance.now()
    const { items } = await ask<{ items: unknown[] }>('GET', `/api/leads/${id}/suggestions`)
    took.push(performance.now() - start)
    found += items.length
  }
  const searches: SearchFigures[] = []
  for (const [typed, of] of Object.entries(typings)) {
    const each: number[] = []
    let shown = 0
    for (let i = 0; i < 60; i++) {
      const start = performance.now()
      const { contacts: people, companies } = await ask<{ contacts: unknown[]; companies: unknown[] }>(
        'GET',
        `/api/search?q=${encodeURIComponent(of(i, contacts))}`,
      )
      each.push(performance.now() - start)
      shown += people.length + companies.length
    }
    searches.push({ typed, milliseconds: spreadOf(each), p95: p95Of(each), found: shown / 60 })
  }
  await app.close()
  return { contacts, fillSeconds, milliseconds: spreadOf(took), p95: p95Of(took), found: found / leads, searches }
}

const p95Of = (took: readonly number[]): number => took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)]!

/** What people type into the palette, letter by letter or at once. */
const typings: Record<string, (i: number, contacts: number) => string> = {
  'two letters of a name': (i) => family[(i * 13) % family.length]!.slice(0, 2),
  'four letters of a name': (i) => family[(i * 13) % family.length]!.slice(0, 4),
  'a family name': (i) => family[(i * 13) % family.length]!,
  'a name and a family name': (i) => `${names.split(' ')[i % 30]!} ${family[(i * 13) % family.length]!}`,
  'a mistyped family name': (i) => family[(i * 13) % family.length]!.replace(/.(?=..$)/u, 'э'),
  'a whole phone': (i, contacts) =>
    `8 (900) ${String((i * 7919) % contacts)
      .padStart(7, '0')
      .replace(/(...)(..)(..)/, '$1-$2-$3')}`,
  'the last four digits of a phone': (i) => String(1000 + i * 97),
  'nothing that is there': (i) => `щщъ${i}ыэю`,
}
