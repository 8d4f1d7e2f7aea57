-- Lists that a company keeps: what is offered no more stays readable, and what takes its place is carried over in the background.

-- ── Reasons of loss ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What was said at the closing, where the list has changed since; null: the reason is the one that was said.
alter table closure add column stated_reason text;
create index closure_stated on closure (workspace_id, stated_reason) where stated_reason is not null;
create index closure_reopened_by_reason on closure (workspace_id, reason) where reopened_at is not null;

-- ── Reasons of bad leads ─────────────────────────────────────────────────────────────────────────────────────────────────────

alter table lead_reason add column retired_at timestamptz;
alter table lead_reason add column replaced_by text;
alter table lead_reason add column revision integer not null default 1;
alter table lead_reason add constraint lead_reason_replaced_when_retired check (replaced_by is null or retired_at is not null);
create index lead_by_reject_reason on lead (workspace_id, reject_reason, id) where reject_reason is not null;

-- ── Fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

alter table field add column retired boolean not null default false;
alter table field add column revision integer not null default 1;

-- ── The working calendar ─────────────────────────────────────────────────────────────────────────────────────────────────────

alter table workspace add column calendar_revision integer not null default 1;

-- ── What is carried over ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- One thing of a list in place of another, on every deal or lead that has it; batch by batch, from where it was left.
create table replacement (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  what text not null check (what in ('loss-reason', 'task-kind', 'field', 'lead-reason')),
  field text not null default '', -- whose option; empty: none
  from_key text not null,
  to_key text not null check (to_key <> from_key),
  ordered_by uuid, -- null: the regulation itself, on the date of a version
  ordered_at timestamptz not null,
  last_id uuid, -- where this pass goes on
  pass_done integer not null default 0, -- of this pass; one without any is the last
  done integer not null default 0,
  finished_at timestamptz,
  primary key (workspace_id, id),
  constraint replacement_by_fk foreign key (workspace_id, ordered_by) references member (workspace_id, id)
);
create unique index replacement_once on replacement (workspace_id, what, field, from_key) where finished_at is null;
create index replacement_by_time on replacement (workspace_id, ordered_at desc, id desc);
select tenant_table('replacement', 'select, insert, update');
select readable_by_definers('replacement');

create function workspaces_replacing() returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select distinct workspace_id from replacement where finished_at is null $$;
select app_function('workspaces_replacing()');
