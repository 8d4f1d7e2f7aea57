-- Losses as records of their own: how each deal was closed, who checked it, what the client said when he was called; proofs; campaigns.

-- One closing of a deal as lost. A deal that is lost again gets another; `reopened_at` is null for the one by which it is lost now.
create table closure (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  reason text not null,
  criterion text,
  comment text,
  duplicate_of uuid,
  evidence uuid[] not null default '{}', -- interactions and files of the card
  stage text, -- the stage that it left; null: it came closed from elsewhere
  closed_at timestamptz not null,
  closed_by uuid, -- null: the regulation itself
  responsible_id uuid, -- whose deal it was; null: on the exchange
  until_at timestamptz, -- postponed: the date that the client named
  budget bigint,
  currency text,
  source text,
  niche text,
  review text not null check (review in ('none', 'sample', 'pending', 'confirmed', 'returned', 'withdrawn')),
  reviewed_at timestamptz,
  reviewed_by uuid,
  review_comment text,
  returned_to uuid, -- of a returned one; null: the exchange
  sample text check (sample in ('drawn', 'real', 'false', 'withdrawn')), -- null: not drawn
  sample_due_at timestamptz,
  sampled_at timestamptz,
  sampled_by uuid,
  sample_note text,
  false_loss text,
  loser_id uuid, -- for whom a false loss counts
  reopened_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  foreign key (workspace_id, closed_by) references member (workspace_id, id),
  foreign key (workspace_id, responsible_id) references member (workspace_id, id),
  constraint closure_false_is_told check ((sample is not distinct from 'false') = (false_loss is not null))
);
create unique index closure_now on closure (workspace_id, deal_id) where reopened_at is null;
create index closure_of_deal on closure (workspace_id, deal_id, closed_at);
create index closure_by_review on closure (workspace_id, review, closed_at desc, id desc);
create index closure_to_review on closure (workspace_id, closed_at, id) where review = 'pending';
create index closure_by_sample on closure (workspace_id, sample, sample_due_at, id) where sample is not null;
create index closure_false_of on closure (workspace_id, loser_id, sampled_at) where sample = 'false';
create index closure_lost on closure (workspace_id, closed_at desc, id desc) where reopened_at is null;
create index closure_lost_by_reason on closure (workspace_id, reason, closed_at desc, id desc) where reopened_at is null;

-- Losses of before this migration; the wall stands only afterwards.
insert into closure (workspace_id, id, deal_id, reason, stage, closed_at, closed_by, responsible_id, until_at, budget, currency, source,
  niche, review)
select workspace_id, gen_random_uuid(), id, loss_reason, dossier ->> 'leftStage', closed_at, (dossier -> 'closure' ->> 'by')::uuid,
  responsible_id, to_timestamp((dossier -> 'closure' ->> 'until')::numeric / 1000), budget, currency, fields ->> 'source', fields ->> 'niche',
  coalesce(dossier -> 'closure' ->> 'review', 'none')
from deal where status = 'lost';
select tenant_table('closure', 'select, insert, update');

-- Files put into a card as proof. The name is data; the content stands in the store of files under its hash.
create table file (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  name text not null,
  type text not null, -- as its content says
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index file_of_deal on file (workspace_id, deal_id, created_at);
-- The same content once in a card, however often it is sent.
create unique index file_once on file (workspace_id, deal_id, sha256);
select tenant_table('file', 'select, insert');

-- Selling again to those who were lost (H7): who is meant, what is done, at which pace.
create table campaign (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('deals', 'letters')),
  goes_to text not null check (goes_to in ('same', 'exchange')),
  per_day integer not null check (per_day between 1 and 500),
  segment jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  next_check_at timestamptz, -- when the next part is due; null: finished or stopped
  finished_at timestamptz,
  stopped_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index campaign_due on campaign (workspace_id, next_check_at) where next_check_at is not null;
create index campaign_by_time on campaign (workspace_id, created_at desc, id desc);
select tenant_table('campaign', 'select, insert, update');
select readable_by_definers('campaign');

create table campaign_target (
  workspace_id integer not null references workspace (id),
  campaign_id uuid not null,
  position integer not null,
  deal_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped')),
  why text, -- skipped: reopened, open-deal, no-channel
  done_at timestamptz,
  new_deal_id uuid,
  primary key (workspace_id, campaign_id, position),
  unique (workspace_id, campaign_id, deal_id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  foreign key (workspace_id, new_deal_id) references deal (workspace_id, id)
);
create index campaign_waiting on campaign_target (workspace_id, campaign_id, position) where state = 'waiting';
select tenant_table('campaign_target', 'select, insert, update');

-- Workspaces in which a part of a campaign is due; a sandbox keeps its own time.
create function workspaces_campaigning(at timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select workspace.id from workspace
  where exists (
    select from campaign where campaign.workspace_id = workspace.id
      and next_check_at <= coalesce(case when workspace.kind = 'sandbox' then workspace.clock_at end, at)
  )
$$;
select app_function('workspaces_campaigning(timestamptz)');
