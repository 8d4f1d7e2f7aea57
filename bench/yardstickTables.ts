/** The same things in plain tables: no workspaces, no rules, no journal. */
export const yardstickTables = `
  create table users (id uuid primary key, name text not null);
  create table companies (id uuid primary key, name text not null, created_at timestamptz not null);
  create table persons (
    id uuid primary key, name text not null, phone text, email text, company_id uuid, created_at timestamptz not null
  );
  create sequence deal_number;
  create table deals (
    id uuid primary key, number bigint not null default nextval('deal_number'), title text not null, note text not null default '',
    fields jsonb not null default '{}', stage text not null, owner_id uuid not null, person_id uuid, company_id uuid, amount bigint,
    currency text, next_at timestamptz not null, created_at timestamptz not null, updated_at timestamptz not null default now()
  );
  create table tasks (id uuid primary key, deal_id uuid not null, title text not null, due_at timestamptz not null, owner_id uuid, done boolean not null);
  create table stage_history (
    id bigint generated always as identity primary key, deal_id uuid not null, from_stage text, to_stage text not null,
    at timestamptz not null default now()
  );`

/** Every operation finds an index that matches it, and the counts of the board are read from indexes alone. */
export const yardstickIndexes = `
  create index on deals (stage, next_at, id);
  create index on deals (stage, owner_id, next_at, id);
  create index on deals (stage, owner_id, created_at desc, id desc);
  create index on deals (stage) include (amount);
  create index on deals (owner_id, stage) include (amount);
  create index on persons (phone);
  create index on tasks (deal_id, due_at) where not done;
  create index on stage_history (deal_id);`
