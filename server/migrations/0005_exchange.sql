-- The exchange: deals that wait for somebody, who took them, and releases of overloaded managers.

-- The maximum of load may be off for one person (D9); null figures are those of his role, from the regulation.
alter table member add column load_max_off boolean not null default false;

-- Since when an open deal waits on the exchange; null: it has a responsible, or is closed.
alter table deal add column exchange_since timestamptz;
alter table deal no force row level security;
update deal set dossier = dossier || '{"left": [], "reserved": null}',
  exchange_since = case when responsible_id is null and status = 'open'
    then to_timestamp((dossier ->> 'onExchangeSince')::numeric / 1000) end;
alter table deal force row level security;
create index deal_on_exchange on deal (workspace_id, exchange_since, id) where exchange_since is not null;

-- Who took what from the exchange, and how long it had waited: for limits of a day, and for what the screen tells of today.
create table taking (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  waited_since timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index taking_by_time on taking (workspace_id, at);
create index taking_of_member on taking (workspace_id, member_id, at);
select tenant_table('taking', 'select, insert');

-- ── Releases (I3) ────────────────────────────────────────────────────────────────────────────────────────────────────────────

create table release (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deadline_at timestamptz not null,
  keep_max integer not null check (keep_max >= 0),
  always_kept text[] not null, -- stages whose deals stay whatever is marked
  opened_by uuid not null,
  opened_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by uuid,
  started_at timestamptz, -- from here on the deals that go are known, and nothing can be marked any more
  done_at timestamptz,
  undo_until timestamptz,
  undone_at timestamptz, -- when the undoing was ordered
  undone_by uuid,
  undo_done_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, opened_by) references member (workspace_id, id)
);
create index release_by_time on release (workspace_id, opened_at desc, id desc);
create index release_due on release (workspace_id, deadline_at) where started_at is null and cancelled_at is null;
create index release_going on release (workspace_id, id) where started_at is not null and (done_at is null or (undone_at is not null and undo_done_at is null));
select tenant_table('release', 'select, insert, update');
select readable_by_definers('release');

create table release_member (
  workspace_id integer not null references workspace (id),
  release_id uuid not null,
  member_id uuid not null,
  ended boolean not null default false,
  primary key (workspace_id, release_id, member_id),
  foreign key (workspace_id, release_id) references release (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
-- Nobody is called by two releases at once.
create unique index release_member_once on release_member (workspace_id, member_id) where not ended;
select tenant_table('release_member', 'select, insert, update');

create table release_mark (
  workspace_id integer not null references workspace (id),
  release_id uuid not null,
  deal_id uuid not null,
  member_id uuid not null, -- whose deal it was when it was marked
  at timestamptz not null,
  primary key (workspace_id, release_id, deal_id),
  foreign key (workspace_id, release_id, member_id) references release_member (workspace_id, release_id, member_id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index release_mark_of_member on release_mark (workspace_id, release_id, member_id);
select tenant_table('release_mark', 'select, insert, delete');

-- What a release does to each deal: written down once, at the deadline; then carried out in batches by any process.
create table release_deal (
  workspace_id integer not null references workspace (id),
  release_id uuid not null,
  deal_id uuid not null,
  member_id uuid not null, -- whose it was
  state text not null check (state in ('going', 'gone', 'stayed', 'returning', 'returned', 'taken', 'no-room')),
  primary key (workspace_id, release_id, deal_id),
  foreign key (workspace_id, release_id) references release (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index release_deal_to_do on release_deal (workspace_id, release_id, deal_id) where state in ('going', 'returning');
select tenant_table('release_deal', 'select, insert, update');

-- Workspaces in which a release is due or under way; a sandbox keeps its own time.
create function workspaces_releasing(at timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct release.workspace_id from release join workspace on workspace.id = release.workspace_id
  where cancelled_at is null and (
    (started_at is null and deadline_at <= coalesce(case when workspace.kind = 'sandbox' then workspace.clock_at end, at))
    or (started_at is not null and done_at is null)
    or (undone_at is not null and undo_done_at is null)
  )
$$;
select app_function('workspaces_releasing(timestamptz)');
