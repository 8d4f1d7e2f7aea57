// The same things in plain tables: no workspaces, no rules, no journal.
import { speech } from '@reglament/regulation'
import type { Breach } from './breaches.ts'
import type { Row } from './copy.ts'
import type { Client, Company, Deal } from './dataset.ts'
import { type Book, tasksIn, visitsIn } from './lives.ts'
import { iso, nextTaskAt } from './productRows.ts'

export const yardstickTables = `
  create table users (id uuid primary key, name text not null);
  create table companies (id uuid primary key, name text not null, created_at timestamptz not null);
  create table persons (
    id uuid primary key, name text not null, phone text, email text, company_id uuid, created_at timestamptz not null
  );
  create sequence deal_number;
  create table deals (
    id uuid primary key, number bigint not null default nextval('deal_number'), title text not null, note text not null default '',
    fields jsonb not null default '{}', stage text not null, owner_id uuid, person_id uuid, company_id uuid, amount bigint,
    currency text, next_at timestamptz not null, created_at timestamptz not null, updated_at timestamptz not null default now()
  );
  create table tasks (id uuid primary key, deal_id uuid not null, title text not null, due_at timestamptz not null, owner_id uuid, done boolean not null);
  create table stage_history (
    id bigint generated always as identity primary key, deal_id uuid not null, from_stage text, to_stage text not null,
    at timestamptz not null default now()
  );
  create table inquiries (
    id uuid primary key, name text not null, phone text not null, message text not null, page text, at timestamptz not null
  );
  create table breaches (
    id uuid primary key, deal_id uuid not null, member_id uuid not null, clause text not null, from_at timestamptz not null, until_at timestamptz
  );`

/** Every operation finds an index that matches it, and the counts of the board are read from indexes alone. */
export const yardstickIndexes = `
  create index on deals (stage, next_at, id);
  create index on deals (stage, owner_id, next_at, id);
  create index on deals (stage, owner_id, created_at desc, id desc);
  create index on deals (stage) include (amount);
  create index on deals (owner_id, stage) include (amount);
  create index on persons (phone);
  create index on inquiries (phone);
  create index on tasks (deal_id, due_at) where not done;
  create index on stage_history (deal_id);
  create index on breaches (member_id, clause, from_at) where until_at is null;
  create index on breaches (until_at) where until_at is not null;`

export const plainDeal = ({ dossier: d, number, title, note, fields }: Deal): Row => ({
  id: d.dealId,
  number,
  title,
  note,
  fields,
  stage: d.stage,
  owner_id: d.responsibleId,
  person_id: d.contactId,
  company_id: d.companyId,
  amount: d.budget!.amount,
  currency: d.budget!.currency,
  next_at: iso(nextTaskAt(d)),
  created_at: iso(d.createdAt),
})

export const plainTasks = ({ regulation }: Book, { dossier: { dealId }, events }: Deal): Row[] =>
  tasksIn(events).map(({ id, kind, dueAt, assigneeId, completedAt, cancelledAt }) => ({
    id,
    deal_id: dealId,
    title: speech(regulation, 'ru').taskKind(kind),
    due_at: iso(dueAt),
    owner_id: assigneeId,
    done: completedAt !== null || cancelledAt !== null,
  }))

export const plainHistory = ({ dossier: { dealId }, events }: Deal): Row[] => {
  const visits = visitsIn(events)
  return visits.map(({ seq, stage, enteredAt }) => ({
    deal_id: dealId,
    from_stage: visits[seq - 2]?.stage ?? null,
    to_stage: stage,
    at: iso(enteredAt),
  }))
}

export const plainCompany = ({ id, name, createdAt }: Company): Row => ({ id, name, created_at: iso(createdAt) })

export const plainPerson = ({ id, name, phone, email, companyId, createdAt }: Client): Row => ({
  id,
  name,
  phone,
  email,
  company_id: companyId,
  created_at: iso(createdAt),
})

export const plainBreach = ({ id, dealId, memberId, clause, from, until }: Breach): Row => ({
  id,
  deal_id: dealId,
  member_id: memberId,
  clause,
  from_at: iso(from),
  until_at: until === null ? null : iso(until),
})
