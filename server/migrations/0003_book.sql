-- What really happened between us and a client, what fell due, and the regulation as data with versions.

-- ── What falls due ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The earliest instant at which any clause changes its mind about this deal; the sweeper comes then. Null: never by itself.
alter table deal add column next_check_at timestamptz;
-- A deal that can't be swept is put aside with its fault, so that the rest goes on; the next act takes it up again.
alter table deal add column parked_at timestamptz;
alter table deal add column parked_fault text;
create index deal_due on deal (workspace_id, next_check_at) where next_check_at is not null and parked_at is null;
select readable_by_definers('deal');

-- A clause that does not hold, from an instant until it is mended: what Control, clocks, discipline and lessons read.
create table breach (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  clause text not null,
  about text not null, -- the task or message, empty for the deal itself
  deal_id uuid not null,
  member_id uuid, -- whose breach it is
  from_at timestamptz not null,
  until_at timestamptz,
  seen_by_head_from timestamptz,
  mode text not null,
  regulation_version integer not null,
  opened_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index breach_open_once on breach (workspace_id, deal_id, clause, about) where until_at is null;
create index breach_open_by_member on breach (workspace_id, member_id, clause, from_at) where until_at is null;
create index breach_by_time on breach (workspace_id, from_at desc, id desc);
select tenant_table('breach', 'select, insert, update');

-- ── What really happened ─────────────────────────────────────────────────────────────────────────────────────────────────────

create table interaction (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  channel text not null check (channel in ('call', 'mail', 'sms', 'chat', 'messenger', 'meeting')),
  direction text not null check (direction in ('in', 'out')),
  outcome text not null,
  at timestamptz not null, -- when it happened
  recorded_at timestamptz not null,
  by_id uuid,
  seconds integer check (seconds >= 0),
  text text,
  dismissed_at timestamptz,
  dismissed_by uuid,
  dismissed_reason text,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index interaction_of_deal on interaction (workspace_id, deal_id, at desc, id desc);
select tenant_table('interaction', 'select, insert, update');

-- Letters that clauses have ordered; sending comes with correspondence. A letter in here is sent (regulation §8).
create table letter (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  template text not null,
  kind text, -- null: no way to the client is known
  clause text,
  queued_at timestamptz not null,
  sent_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index letter_of_deal on letter (workspace_id, deal_id, queued_at);
select tenant_table('letter', 'select, insert, update');

-- One deal let past one clause for a time, with a reason (A7).
create table exemption (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  clause text not null,
  reason text not null,
  until_at timestamptz not null,
  by_id uuid not null,
  created_at timestamptz not null,
  uses integer not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index exemption_of_deal on exemption (workspace_id, deal_id, until_at);
select tenant_table('exemption', 'select, insert, update');

-- Spans in which somebody is away (D11). `begun_at`: when his tasks were handed to the stand-in; null: that is still to come.
create table absence (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  member_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  stand_in_id uuid check (stand_in_id <> member_id),
  begun_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, stand_in_id) references member (workspace_id, id)
);
create index absence_of_member on absence (workspace_id, member_id, until_at);
create index absence_by_end on absence (workspace_id, until_at);
create index absence_to_begin on absence (workspace_id, from_at) where begun_at is null;
select tenant_table('absence', 'select, insert, update');
select readable_by_definers('absence');

-- Workspaces in which something is due; a sandbox keeps its own time. One probe of an index for each workspace, so that neither the
-- number of deals nor one company with much to do makes the others wait.
create function workspaces_due(at timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select workspace.id from workspace
  cross join lateral (select coalesce(case when workspace.kind = 'sandbox' then workspace.clock_at end, at) as now) as clock
  cross join lateral (
    (select from deal where deal.workspace_id = workspace.id and next_check_at <= clock.now and parked_at is null limit 1)
    union all
    (select from absence where absence.workspace_id = workspace.id and from_at <= clock.now and begun_at is null limit 1)
    limit 1
  ) as due
$$;
select app_function('workspaces_due(timestamptz)');

-- Ways to the client that turned out to lead nowhere: a wrong number, a letter that came back (regulation §3, known channel).
alter table contact add column phone_wrong_at timestamptz;
alter table contact add column email_wrong_at timestamptz;

create index member_by_role on member (workspace_id, role, created_at) where deactivated_at is null;

-- ── The regulation as data ───────────────────────────────────────────────────────────────────────────────────────────────────

create table regulation_draft (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  document jsonb not null,
  based_on integer not null,
  author_id uuid not null,
  created_at timestamptz not null,
  enacted_as integer,
  primary key (workspace_id, id),
  foreign key (workspace_id, based_on) references regulation_version (workspace_id, number),
  foreign key (workspace_id, author_id) references member (workspace_id, id)
);
select tenant_table('regulation_draft');

-- Re-checking of all open deals after a new version, in the background.
create table recheck (
  workspace_id integer not null references workspace (id),
  version integer not null,
  deals integer not null,
  done integer not null default 0,
  last_deal_id uuid, -- where it goes on
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, version),
  foreign key (workspace_id, version) references regulation_version (workspace_id, number)
);
select tenant_table('recheck');
select readable_by_definers('recheck');

-- Clauses that come in steps with dates (A12): as of when the modes were read, and when the next step arrives.
alter table rulebook add column as_of timestamptz not null default '-infinity';
alter table rulebook add column next_step_at timestamptz;
create index rulebook_next_step on rulebook (next_step_at) where next_step_at is not null;
select readable_by_definers('rulebook');

create function workspaces_stepping(at timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select rulebook.workspace_id from rulebook join workspace on workspace.id = rulebook.workspace_id
  where next_step_at <= coalesce(case when workspace.kind = 'sandbox' then workspace.clock_at end, at)
$$;
select app_function('workspaces_stepping(timestamptz)');

create function workspaces_rechecking() returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select workspace_id from recheck where finished_at is null order by started_at $$;
select app_function('workspaces_rechecking()');
