// The yardstick: a bare server over plain tables, one statement for an operation. No sign-in, no rules, no journal, no row-level security.
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { Pool } from 'pg'

const pool = new Pool({ connectionString: process.env.YARDSTICK_DATABASE_URL, max: 12 })
pool.on('error', () => undefined)
/** The name makes the driver prepare the statement once for each connection. */
const ask = async (name: string, text: string, values: unknown[]) => (await pool.query({ name, text, values })).rows as unknown[]

const openStages = 'new-request taken qualified proposal-sent proposal-discussed attempts start-agreed invoiced'.split(' ')
const facts =
  'deal.id, deal.number, deal.title, deal.stage, deal.amount, deal.currency, deal.owner_id, users.name as owner, deal.created_at'
const around = `
  left join companies on companies.id = deal.company_id
  left join persons on persons.id = deal.person_id
  left join users on users.id = deal.owner_id`

const list = `
  select ${facts}, coalesce(companies.name, persons.name) as client
  from (select * from deals where stage = $1 and owner_id = $2 order by created_at desc, id desc limit 50) as deal ${around}
  order by deal.created_at desc, deal.id desc`

const cards = (whose: string) => `
  select ${facts}, coalesce(companies.name, persons.name) as client, task.title as task, task.due_at
  from unnest($1::text[]) as of (stage)
  cross join lateral (select * from deals where stage = of.stage ${whose} order by next_at, id limit 10) as deal ${around}
  left join lateral (select title, due_at from tasks where deal_id = deal.id and not done order by due_at limit 1) as task on true`
const totals = (whose: string) =>
  `select stage, count(*)::integer as deals, sum(amount)::bigint as amount from deals ${whose} group by stage`

/** The answer to a change is the deal as its page shows it, as it is in the app. */
const page = `${facts}, deal.note, deal.fields, deal.next_at, deal.updated_at, companies.name as company, persons.name as person, persons.phone`

const move = `
  with before as (
    select id, stage from deals where id = $1 for update
  ), deal as (
    update deals set stage = $2, updated_at = now() from before where deals.id = before.id returning deals.*
  ), remembered as (
    insert into stage_history (deal_id, from_stage, to_stage) select id, stage, $2 from before returning id, to_stage, at
  )
  select ${page},
    (select jsonb_agg(jsonb_build_object('id', id, 'title', title, 'due_at', due_at, 'owner_id', owner_id) order by due_at)
      from tasks where deal_id = $1 and not done) as tasks,
    (select jsonb_agg(jsonb_build_object('stage', to_stage, 'at', at) order by id)
      from (select id, to_stage, at from stage_history where deal_id = $1 union all select * from remembered) as visits) as visits
  from deal ${around}`

const control = `
  select member_id, users.name, clause, open, oldest from (
    select member_id, clause, count(*)::integer as open, min(from_at) as oldest from breaches where until_at is null group by 1, 2
  ) as broken join users on users.id = member_id`

/** Whoever is first has it. */
const take = `
  with deal as (
    update deals set owner_id = $2, updated_at = now() where id = $1 and owner_id is null returning *
  )
  select ${page} from deal ${around}`

const create = `
  with persons as (
    insert into persons (id, name, phone, created_at) values (gen_random_uuid(), $1, $2, now()) returning *
  ), deal as (
    insert into deals (id, title, note, fields, stage, owner_id, person_id, amount, currency, next_at, created_at)
    select gen_random_uuid(), $3, $4, $5::jsonb, $6, $7, persons.id, $8, 'RUB', now(), now() from persons
    returning *
  )
  select ${page} from deal ${around}`

type Creation = {
  contact: { name: string; phone: string }
  title: string
  note: string
  fields: object
  stage: string
  owner: string
  amount: number
}

function showList({ query }: FastifyRequest) {
  const { stage, owner } = query as { stage: string; owner: string }
  return ask('list', list, [stage, owner]).then((items) => ({ items }))
}

function showBoard({ query }: FastifyRequest) {
  const { owner } = query as { owner?: string }
  const both = owner
    ? [ask('cards of one', cards('and owner_id = $2'), [openStages, owner]), ask('totals of one', totals('where owner_id = $1'), [owner])]
    : [ask('cards', cards(''), [openStages]), ask('totals', totals(''), [])]
  return Promise.all(both).then(([found, sums]) => ({ cards: found, totals: sums }))
}

function moveDeal({ params, body }: FastifyRequest) {
  const { id } = params as { id: string }
  const { stage } = body as { stage: string }
  return ask('move', move, [id, stage]).then(([moved]) => moved)
}

function takeDeal({ params, body }: FastifyRequest, reply: FastifyReply) {
  const { id } = params as { id: string }
  const { owner } = body as { owner: string }
  return ask('take', take, [id, owner]).then(([taken]) => taken ?? reply.code(409).send({ error: 'taken' }))
}

const showControl = () => ask('control', control, []).then((cells) => ({ cells }))

function createDeal({ body }: FastifyRequest, reply: FastifyReply) {
  const { contact, title, note, fields, stage, owner, amount } = body as Creation
  const values = [contact.name, contact.phone, title, note, JSON.stringify(fields), stage, owner, amount]
  return ask('create', create, values).then(([made]) => reply.code(201).send(made))
}

const inquire = `
  insert into inquiries (id, name, phone, message, page, at) values (gen_random_uuid(), $1, $2, $3, $4, now()) returning id`

type Inquiry = { name: string; phone: string; message: string; page: string }

/** What a form sends, as it is: neither recognised nor routed, no deal is made of it. */
function takeInquiry({ body }: FastifyRequest, reply: FastifyReply) {
  const { name, phone, message, page: from } = body as Inquiry
  return ask('inquire', inquire, [name, phone, message, from]).then(([made]) => reply.code(201).send(made))
}

const app = fastify()
app.get('/deals', showList)
app.get('/board', showBoard)
app.get('/control', showControl)
app.patch('/deals/:id', moveDeal)
app.patch('/deals/:id/owner', takeDeal)
app.post('/deals', createDeal)
app.post('/inquiries', takeInquiry)

await app.listen({ host: '127.0.0.1', port: 0 })
process.on('SIGTERM', () => process.exit(0))
console.log(`Yardstick: http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
