-- The book of rules in force, pipelines, clients, deals with their tasks, and the journal of what happened.

-- ── The regulation ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create table regulation_version (
  workspace_id integer not null references workspace (id),
  number integer not null,
  document jsonb not null,
  author_id uuid, -- null: shipped
  in_force_from timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, number),
  foreign key (workspace_id, author_id) references member (workspace_id, id)
);
select tenant_table('regulation_version', 'select, insert');

-- One row: which version judges now. `stamp` grows whenever anything that a judgement reads from settings has changed
-- (version, fields, calendar), so that each process knows when its compiled book is old.
create table rulebook (
  workspace_id integer primary key references workspace (id),
  version integer not null,
  stamp bigint not null,
  foreign key (workspace_id, version) references regulation_version (workspace_id, number)
);
select tenant_table('rulebook', 'select, insert, update');

create table pipeline (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  key text not null,
  name jsonb not null, -- {"ru": …, "en": …}
  kind text not null,
  position integer not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
select tenant_table('pipeline');

create table stage (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  pipeline text not null,
  key text not null,
  name jsonb not null,
  kind text not null check (kind in ('open', 'won', 'lost')),
  optional boolean not null,
  position integer not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline) references pipeline (workspace_id, key),
  unique (workspace_id, pipeline, key),
  unique (workspace_id, pipeline, key, kind)
);
select tenant_table('stage');

create table field (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  key text not null,
  name jsonb not null,
  type text not null check (type in ('text', 'list', 'number', 'money', 'date', 'url', 'boolean')),
  options jsonb not null default '[]', -- [{"key": …, "name": {"ru": …, "en": …}}]
  system boolean not null default false,
  position integer not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
select tenant_table('field');

-- ── Clients ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

create table company (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  name text not null,
  folded_name text not null, -- lower case, ё as е: what names are compared by
  inn text,
  details jsonb not null default '{}', -- what came with an import and has no field of its own
  won_deals integer not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index company_by_folded_name on company (workspace_id, folded_name, id);
create index company_by_inn on company (workspace_id, inn) where inn is not null;
select tenant_table('company');

create table contact (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  name text not null,
  folded_name text not null,
  phone text, -- E.164
  phone_extension text,
  email text,
  company_id uuid,
  won_deals integer not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  constraint contact_company_fk foreign key (workspace_id, company_id) references company (workspace_id, id)
);
create index contact_by_folded_name on contact (workspace_id, folded_name, id);
create index contact_by_phone on contact (workspace_id, phone) where phone is not null;
create index contact_by_email on contact (workspace_id, email) where email is not null;
create index contact_of_company on contact (workspace_id, company_id) where company_id is not null;
select tenant_table('contact');

-- ── Deals ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

create table deal (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  number bigint not null,
  pipeline text not null,
  stage text not null,
  status text not null,
  title text not null,
  note text not null default '',
  note_saved_at timestamptz,
  budget bigint, -- minor units
  currency text,
  fields jsonb not null default '{}',
  contact_id uuid,
  company_id uuid,
  responsible_id uuid, -- null: on the exchange
  created_at timestamptz not null,
  created_by uuid,
  entered_at timestamptz not null,
  stay_until timestamptz,
  closed_at timestamptz,
  loss_reason text,
  adopted_at timestamptz,
  external_id text, -- of the system it was adopted from, `source:id`
  next_task_at timestamptz not null, -- the earliest due of its open tasks; the year 9999 without any
  task_required boolean not null default true,
  version integer not null,
  dossier jsonb not null, -- the fold of its journal: all that rules may know of it
  primary key (workspace_id, id),
  constraint deal_number_once unique (workspace_id, number),
  -- A stage belongs to its pipeline, and a deal is open, won or lost as its stage is.
  constraint deal_stage_fk foreign key (workspace_id, pipeline, stage, status) references stage (workspace_id, pipeline, key, kind),
  constraint deal_contact_fk foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  constraint deal_company_fk foreign key (workspace_id, company_id) references company (workspace_id, id),
  constraint deal_responsible_fk foreign key (workspace_id, responsible_id) references member (workspace_id, id),
  constraint deal_created_by_fk foreign key (workspace_id, created_by) references member (workspace_id, id),
  constraint deal_closed_when_not_open check ((status = 'open') = (closed_at is null)),
  constraint deal_lost_with_reason check ((status = 'lost') = (loss_reason is not null)),
  constraint deal_budget_with_currency check ((budget is null) = (currency is null))
);
create unique index deal_external_once on deal (workspace_id, external_id) where external_id is not null;
-- The board: each column in the order of what is due, for everybody and for one person.
create index deal_on_board on deal (workspace_id, pipeline, stage, next_task_at, id);
create index deal_on_board_of on deal (workspace_id, pipeline, stage, responsible_id, next_task_at, id);
-- Lists, the newest first.
create index deal_by_age on deal (workspace_id, created_at desc, id desc);
create index deal_of_by_age on deal (workspace_id, responsible_id, created_at desc, id desc);
create index deal_of_stage_by_age on deal (workspace_id, pipeline, stage, responsible_id, created_at desc, id desc);
create index deal_of_contact on deal (workspace_id, contact_id) where contact_id is not null;
create index deal_of_company on deal (workspace_id, company_id) where company_id is not null;
select tenant_table('deal', 'select, insert, update');

-- Numbers that people say aloud («№ 2418») come from a sequence of each workspace: a counter row would let deals be made only
-- one at a time, and one sequence for all would tell a company how many deals the others make.
create function prepare_deal_numbers() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('create sequence if not exists public.%I', 'deal_number_' || current_workspace());
end $$;
select app_function('prepare_deal_numbers()');

create function deal_numbers(count integer) returns setof bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select nextval(('public.deal_number_' || current_workspace())::regclass) from generate_series(1, count)
$$;
select app_function('deal_numbers(integer)');

create table stage_visit (
  workspace_id integer not null references workspace (id),
  deal_id uuid not null,
  seq integer not null,
  stage text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  by_id uuid,
  reason text,
  primary key (workspace_id, deal_id, seq),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
select tenant_table('stage_visit', 'select, insert, update');

-- What people wrote, version by version; the journal keeps only the lengths.
create table deal_text (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  what text not null, -- note, title, or the key of a field
  text text not null,
  at timestamptz not null,
  by_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index deal_text_history on deal_text (workspace_id, deal_id, what, at desc, id desc);
select tenant_table('deal_text');

create table task (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  kind text not null,
  text text, -- null: says no more than its kind
  due_at timestamptz not null,
  assignee_id uuid, -- null only while the deal is on the exchange
  created_at timestamptz not null,
  created_by uuid,
  clause text, -- the clause that planned it
  completed_at timestamptz,
  completed_by uuid,
  result text,
  cancelled_at timestamptz,
  cancelled_why text,
  primary key (workspace_id, id),
  constraint task_deal_fk foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  constraint task_assignee_fk foreign key (workspace_id, assignee_id) references member (workspace_id, id),
  constraint task_ends_once check (completed_at is null or cancelled_at is null)
);
create index task_open_of_deal on task (workspace_id, deal_id, due_at) where completed_at is null and cancelled_at is null;
create index task_open_of_member on task (workspace_id, assignee_id, due_at, id) where completed_at is null and cancelled_at is null;
create index task_of_deal on task (workspace_id, deal_id, created_at);
select tenant_table('task');

-- The last line (D1): at commit an open deal has an open task, whatever path the write came by. Two people who complete the
-- last two tasks at once meet here at the lock of the deal.
create function deal_has_open_task() returns trigger
language plpgsql as $$
declare
  of_workspace integer := coalesce(old.workspace_id, new.workspace_id);
  of_deal uuid := case tg_table_name when 'deal' then new.id else (to_jsonb(old) ->> 'deal_id')::uuid end;
begin
  perform from deal where workspace_id = of_workspace and id = of_deal and status = 'open' and task_required for update;
  if found and not exists (
    select from task
    where workspace_id = of_workspace and deal_id = of_deal and completed_at is null and cancelled_at is null
  ) then
    raise exception 'an open deal without an open task' using errcode = 'RG001', constraint = 'deal_has_open_task';
  end if;
  return null;
end $$;

create constraint trigger deal_has_open_task_made after insert on deal
  deferrable initially deferred for each row
  when (new.status = 'open' and new.task_required) execute function deal_has_open_task();
create constraint trigger deal_has_open_task_opened after update of status, task_required on deal
  deferrable initially deferred for each row
  when (new.status = 'open' and new.task_required and (old.status <> 'open' or not old.task_required))
  execute function deal_has_open_task();
create constraint trigger deal_has_open_task_ended after update of completed_at, cancelled_at, deal_id on task
  deferrable initially deferred for each row
  when (old.completed_at is null and old.cancelled_at is null
    and (new.completed_at is not null or new.cancelled_at is not null or new.deal_id <> old.deal_id))
  execute function deal_has_open_task();
create constraint trigger deal_has_open_task_deleted after delete on task
  deferrable initially deferred for each row
  when (old.completed_at is null and old.cancelled_at is null) execute function deal_has_open_task();

-- Counts and sums of the board, kept by the writes: one row for each stage, responsible and currency.
create table board_count (
  workspace_id integer not null references workspace (id),
  pipeline text not null,
  stage text not null,
  responsible_id uuid not null, -- the zero uuid: on the exchange
  currency text not null, -- empty: without a budget
  deals integer not null,
  amount bigint not null,
  primary key (workspace_id, pipeline, stage, responsible_id, currency)
);
select tenant_table('board_count');

-- ── The journal ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What happened, for ever: ids and the facts that rules read, no texts and no personal data.
-- Writers of one stream hold the lock of its subject, so `position` orders a stream; readers of the whole journal go by `tx`,
-- below which everything is committed.
create table journal (
  workspace_id integer not null references workspace (id),
  position bigint generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  stream_kind text not null,
  stream_id uuid not null,
  type text not null,
  at timestamptz not null, -- when it happened
  recorded_at timestamptz not null,
  actor_id uuid, -- null: the regulation itself
  clause text,
  regulation_version integer not null,
  data jsonb not null,
  primary key (workspace_id, position)
);
create index journal_stream on journal (workspace_id, stream_id, position);
select tenant_table('journal', 'select, insert');

create function journal_is_append_only() returns trigger
language plpgsql as $$ begin raise exception 'the journal is append-only' using errcode = 'RG002'; end $$;
create trigger journal_is_append_only before update or delete on journal for each row execute function journal_is_append_only();
create trigger journal_is_not_emptied before truncate on journal for each statement execute function journal_is_append_only();
