-- A member's working day: what waits for an answer, what he has looked at, how he closed the day, and the clauses about himself.

-- ── What waits ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Since when something of the client's waits on this deal; the fold's own value, so that a queue never reads deals without any.
alter table deal add column waiting_since timestamptz;
create index deal_waiting on deal (workspace_id, responsible_id, waiting_since) where waiting_since is not null;
create index deal_open_of on deal (workspace_id, responsible_id, next_task_at, id) where status = 'open';

-- Deals of before this migration; the owner of the tables passes the wall for this one statement.
alter table deal no force row level security;
update deal set waiting_since = waiting.since
from (
  select known.workspace_id, known.id, min(to_timestamp((item ->> 'at')::numeric / 1000)) as since
  from deal as known cross join lateral jsonb_array_elements(known.dossier -> 'unanswered') as item
  where jsonb_typeof(known.dossier -> 'unanswered') = 'array'
  group by known.workspace_id, known.id
) as waiting
where deal.workspace_id = waiting.workspace_id and deal.id = waiting.id;
alter table deal force row level security;

-- When what came in was answered, called back or dismissed, and by whom; null: it waits, or there was nothing to answer.
alter table interaction add column handled_at timestamptz;
alter table interaction add column handled_by uuid;
create index interaction_handled_by on interaction (workspace_id, handled_by, handled_at) where handled_by is not null;
create index interaction_by_member on interaction (workspace_id, by_id, at) where by_id is not null;
create index task_done_by_member on task (workspace_id, completed_by, completed_at) where completed_at is not null;

-- ── The day ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Deals that a member has looked at on a day of the company's zone: he opened the card, or acted on it (D8).
create table deal_view (
  workspace_id integer not null references workspace (id),
  member_id uuid not null,
  day date not null,
  deal_id uuid not null,
  first_at timestamptz not null,
  primary key (workspace_id, member_id, day, deal_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
select tenant_table('deal_view', 'select, insert');

-- A day that its member has closed (D10), with how many of his deals he had looked at.
create table day_closing (
  workspace_id integer not null references workspace (id),
  member_id uuid not null,
  day date not null,
  closed_at timestamptz not null,
  looked_at integer not null,
  active integer not null,
  primary key (workspace_id, member_id, day),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index day_closing_by_day on day_closing (workspace_id, day);
select tenant_table('day_closing', 'select, insert, update');

-- What was carried over to another day, each with its reason.
create table carried_over (
  workspace_id integer not null references workspace (id),
  member_id uuid not null,
  day date not null,
  kind text not null check (kind in ('task', 'incoming')),
  subject_id uuid not null,
  deal_id uuid not null,
  reason text not null,
  due_was timestamptz, -- of a task: when it had been due
  due_at timestamptz, -- of a task: when it is due now
  at timestamptz not null,
  primary key (workspace_id, member_id, day, kind, subject_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index carried_over_by_day on carried_over (workspace_id, day);
select tenant_table('carried_over', 'select, insert, update');

-- ── Clauses about a member ───────────────────────────────────────────────────────────────────────────────────────────────────

-- The earliest instant at which a clause changes its mind about this member. Who is new is looked at as soon as the sweeper comes.
alter table member add column next_check_at timestamptz default 'epoch';
alter table member add column load_below_since timestamptz; -- since when he has fewer deals than his corridor asks for
create index member_to_check on member (workspace_id, next_check_at) where next_check_at is not null and deactivated_at is null;

-- What an act asks the sweeper to look at: appended without a lock of the member, so that two acts on two deals never wait for each other.
create table member_check (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index member_check_due on member_check (workspace_id, at);
select tenant_table('member_check', 'select, insert, delete');
select readable_by_definers('member_check');

create function workspaces_with_members_due(at timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select workspace.id from workspace
  cross join lateral (select coalesce(case when workspace.kind = 'sandbox' then workspace.clock_at end, at) as now) as clock
  cross join lateral (
    (select from member where member.workspace_id = workspace.id and next_check_at <= clock.now and deactivated_at is null limit 1)
    union all
    (select from member_check where member_check.workspace_id = workspace.id and member_check.at <= clock.now limit 1)
    limit 1
  ) as due
$$;
select app_function('workspaces_with_members_due(timestamptz)');

-- A breach whose subject is the member himself has no deal.
alter table breach alter column deal_id drop not null;
create unique index breach_of_member_open_once on breach (workspace_id, member_id, clause, about) where until_at is null and deal_id is null;
create index breach_of_month on breach (workspace_id, member_id, from_at);

-- What brought a deal into somebody's load and what took it away: the cause when he has too few (D9).
create table load_change (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  member_id uuid not null,
  deal_id uuid not null,
  what text not null check (what in ('given', 'taken', 'won', 'lost', 'given-back', 'handed-over')),
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index load_change_of on load_change (workspace_id, member_id, at);
select tenant_table('load_change', 'select, insert');

-- One clause broken again and again by one member within a month: the quality controller talks it over, once (J7).
create table repeated_breach (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  member_id uuid not null,
  clause text not null,
  month date not null,
  breaches integer not null,
  assignee_id uuid, -- null: nobody controls quality yet
  due_at timestamptz not null,
  opened_at timestamptz not null,
  completed_at timestamptz,
  completed_by uuid,
  result text,
  primary key (workspace_id, id),
  constraint repeated_breach_once unique (workspace_id, member_id, clause, month),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, assignee_id) references member (workspace_id, id)
);
create index repeated_breach_open on repeated_breach (workspace_id, assignee_id, due_at) where completed_at is null;
select tenant_table('repeated_breach', 'select, insert, update');
