-- Inquiries from every channel: what arrived, the leads made of it, forms and webhooks, and who is whom.

-- ── Ways to a client ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Beside the phone and the e-mail that stand on the contact: further ones, and accounts in messengers. The same number may be
-- that of two people.
create table contact_point (
  workspace_id integer not null references workspace (id),
  kind text not null check (kind in ('phone', 'mail', 'messenger')),
  value text not null, -- E.164, small letters, `telegram:ivanov`
  contact_id uuid not null,
  extension text,
  wrong_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, kind, value, contact_id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id)
);
create index contact_point_of_contact on contact_point (workspace_id, contact_id);
select tenant_table('contact_point');

-- Where a contact or company went that was merged into another; it is no longer shown, and can be taken out again.
alter table contact add column merged_into uuid;
alter table company add column merged_into uuid;
alter table contact add column do_not_call boolean not null default false;
alter table contact add column do_not_mail boolean not null default false;
-- What a mail's domain says about the company; a column, for behind the wall between workspaces no expression uses an index.
alter table contact add column mail_domain text generated always as (nullif(split_part(email, '@', 2), '')) stored;
create index contact_by_mail_domain on contact (workspace_id, mail_domain) where mail_domain is not null and company_id is not null;

-- Names that are alike. The owner's functions read them past the wall, with the workspace of the transaction; the application has no
-- right to ask in any other way. (That these functions may read contact and company past the wall is granted with the search.)
create index contact_by_likeness on contact using gist (workspace_id, folded_name gist_trgm_ops (siglen = 64));
create index company_by_likeness on company using gist (workspace_id, folded_name gist_trgm_ops (siglen = 64));

-- The nearest names first; below `score_min` nothing.
create function alike_contacts(name text, score_min real, most integer) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select found.id, (1 - found.distance)::real from (
      select contact.id, contact.folded_name <-> $1 as distance from contact
      where contact.workspace_id = current_workspace() and contact.merged_into is null
      order by contact.folded_name <-> $1 limit most
    ) as found where found.distance <= 1 - score_min;
end $$;
select app_function('alike_contacts(text, real, integer)');
create function alike_companies(name text, score_min real, most integer) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select found.id, (1 - found.distance)::real from (
      select company.id, company.folded_name <-> $1 as distance from company
      where company.workspace_id = current_workspace() and company.merged_into is null
      order by company.folded_name <-> $1 limit most
    ) as found where found.distance <= 1 - score_min;
end $$;
select app_function('alike_companies(text, real, integer)');

-- ── Where inquiries come in ──────────────────────────────────────────────────────────────────────────────────────────────────

create table form (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  key text not null, -- public: it stands in the address of the form
  name text not null,
  settings jsonb not null,
  enabled boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (key)
);
select tenant_table('form');
select readable_by_definers('form');

create table webhook_in (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  key_hash bytea not null,
  name text not null,
  settings jsonb not null,
  secret text, -- of the signature; it has to be known to be checked
  enabled boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (key_hash)
);
select tenant_table('webhook_in');
select readable_by_definers('webhook_in');

-- What a sender's address means, before the workspace is known.
create function form_of_key(given text)
returns table (workspace_id integer, id uuid, name text, settings jsonb, enabled boolean, kind text, clock_at timestamptz, locale text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select form.workspace_id, form.id, form.name, form.settings, form.enabled, workspace.kind, workspace.clock_at, workspace.locale
    from form join workspace on workspace.id = form.workspace_id where form.key = given;
end $$;
select app_function('form_of_key(text)');
create function webhook_of_key(given bytea)
returns table (workspace_id integer, id uuid, name text, settings jsonb, secret text, enabled boolean, kind text, clock_at timestamptz, locale text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select webhook_in.workspace_id, webhook_in.id, webhook_in.name, webhook_in.settings, webhook_in.secret, webhook_in.enabled,
      workspace.kind, workspace.clock_at, workspace.locale
    from webhook_in join workspace on workspace.id = webhook_in.workspace_id where webhook_in.key_hash = given;
end $$;
select app_function('webhook_of_key(bytea)');

-- ── What arrived, as it arrived ──────────────────────────────────────────────────────────────────────────────────────────────

-- Written and committed before anything is understood. `dedupe`: the sender's own number of the event, or what was sent.
create table raw_arrival (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  via text not null check (via in ('form', 'webhook', 'api', 'import')),
  via_id uuid,
  via_name text,
  dedupe bytea not null,
  content_type text,
  body bytea not null,
  state text not null check (state in ('received', 'processed', 'waiting', 'spam', 'dismissed')),
  received_at timestamptz not null, -- in the time of the workspace
  stored_at timestamptz not null, -- by the clock on the wall
  parts jsonb, -- as far as it was understood
  fault text, -- why it waits
  becomes text,
  lead_id uuid,
  deal_id uuid,
  processed_at timestamptz,
  tries integer not null default 0,
  primary key (workspace_id, id)
);
create unique index raw_arrival_once on raw_arrival (workspace_id, via, via_id, dedupe) nulls not distinct;
create index raw_arrival_to_process on raw_arrival (workspace_id, id) where state = 'received';
create index raw_arrival_quarantine on raw_arrival (workspace_id, id desc) where state in ('waiting', 'spam');
create index raw_arrival_of_via on raw_arrival (workspace_id, via_id, stored_at desc) where via_id is not null;
select tenant_table('raw_arrival', 'select, insert, update');
select readable_by_definers('raw_arrival');

-- Workspaces in which something has arrived and was left lying: its process died between receipt and processing.
create function workspaces_with_arrivals(stored_before timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select workspace.id from workspace
  where exists (
    select from raw_arrival where raw_arrival.workspace_id = workspace.id and state = 'received' and stored_at <= stored_before
  )
$$;
select app_function('workspaces_with_arrivals(timestamptz)');

-- ── Leads ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

create table lead_reason (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  key text not null,
  name jsonb not null,
  position integer not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
select tenant_table('lead_reason');

create table lead (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  status text not null check (status in ('new', 'in-work', 'converted', 'rejected')),
  channel text not null,
  name text,
  folded_name text,
  phone text, -- E.164; what is no number stays in phone_written
  phone_extension text,
  phone_written text,
  email text,
  messenger text, -- `telegram:ivanov`
  company_name text,
  inn text,
  text text,
  product text,
  deadline text,
  budget bigint,
  currency text,
  source text,
  campaign jsonb not null default '{}',
  page text,
  tags text[] not null default '{}',
  fields jsonb not null default '{}',
  do_not_call boolean not null default false,
  do_not_mail boolean not null default false,
  contact_id uuid,
  company_id uuid,
  deal_id uuid,
  responsible_id uuid,
  route jsonb not null,
  is_returning boolean not null default false,
  traces integer not null default 1,
  inquired_at timestamptz not null,
  heard_at timestamptz not null, -- the latest trace
  created_at timestamptz not null,
  created_by uuid,
  answered_at timestamptz, -- by whom a lead was taken up that is no deal yet; of a deal its own fact counts
  contact_request_at timestamptz,
  contact_requests integer not null default 0,
  closed_at timestamptz,
  closed_by uuid,
  reject_reason text,
  reject_comment text,
  external_id text,
  next_check_at timestamptz,
  merged_into uuid,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, company_id) references company (workspace_id, id),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  constraint lead_responsible_fk foreign key (workspace_id, responsible_id) references member (workspace_id, id),
  constraint lead_reason_fk foreign key (workspace_id, reject_reason) references lead_reason (workspace_id, key),
  constraint lead_closed_when_not_open check ((status in ('new', 'in-work')) = (closed_at is null)),
  constraint lead_converted_with_deal check ((status = 'converted') = (deal_id is not null)),
  constraint lead_rejected_with_reason check ((status = 'rejected') = (reject_reason is not null)),
  constraint lead_budget_with_currency check ((budget is null) = (currency is null))
);
create unique index lead_external_once on lead (workspace_id, external_id) where external_id is not null;
create index lead_by_age on lead (workspace_id, created_at desc, id desc);
create index lead_by_status on lead (workspace_id, status, created_at desc, id desc);
create index lead_of_member on lead (workspace_id, responsible_id, created_at desc, id desc);
create index lead_by_source on lead (workspace_id, source, created_at desc, id desc);
create index lead_by_phone on lead (workspace_id, phone) where phone is not null;
create index lead_by_email on lead (workspace_id, email) where email is not null;
create index lead_by_messenger on lead (workspace_id, messenger) where messenger is not null;
create index lead_of_contact on lead (workspace_id, contact_id) where contact_id is not null;
create index lead_of_company on lead (workspace_id, company_id) where company_id is not null;
create index lead_of_deal on lead (workspace_id, deal_id) where deal_id is not null;
create index lead_due on lead (workspace_id, next_check_at) where next_check_at is not null;
select tenant_table('lead', 'select, insert, update');
select readable_by_definers('lead');

create function workspaces_with_due_leads(at timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select workspace.id from workspace
  where exists (
    select from lead where lead.workspace_id = workspace.id
      and next_check_at <= coalesce(case when workspace.kind = 'sandbox' then workspace.clock_at end, at)
  )
$$;
select app_function('workspaces_with_due_leads(timestamptz)');

-- Whoever is responsible for the deal answers for the inquiry that made it, and sees it.
create function lead_follows_deal() returns trigger
language plpgsql as $$
begin
  update lead set responsible_id = new.responsible_id where workspace_id = new.workspace_id and deal_id = new.id;
  return null;
end $$;
create trigger lead_follows_deal after update of responsible_id on deal
  for each row when (old.responsible_id is distinct from new.responsible_id) execute function lead_follows_deal();

-- Every way by which the same inquiry came in, with all that was sent.
create table lead_trace (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  lead_id uuid not null,
  raw_id uuid,
  channel text not null,
  via_name text,
  source text,
  campaign jsonb not null default '{}',
  page text,
  text text,
  payload jsonb not null default '{}',
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references lead (workspace_id, id)
);
create index lead_trace_of_lead on lead_trace (workspace_id, lead_id, at desc, id desc);
select tenant_table('lead_trace', 'select, insert, update');

-- A letter may go out for a lead that is no deal yet.
alter table letter alter column deal_id drop not null;
alter table letter add column lead_id uuid;
alter table letter add constraint letter_lead_fk foreign key (workspace_id, lead_id) references lead (workspace_id, id);
alter table letter add constraint letter_of_something check (deal_id is not null or lead_id is not null);

-- Whose turn it is when inquiries go to each in turn.
create table routing_turn (
  workspace_id integer not null references workspace (id),
  member_id uuid not null,
  routed_at timestamptz not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
select tenant_table('routing_turn');

-- ── Merging ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What moved stands in `undo`, so that it can be taken back.
create table merge (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  kind text not null check (kind in ('contact', 'company', 'lead')),
  survivor_id uuid not null,
  merged_id uuid not null check (merged_id <> survivor_id),
  undo jsonb not null,
  at timestamptz not null,
  by_id uuid not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create unique index merge_once on merge (workspace_id, kind, merged_id) where undone_at is null;
create index merge_into on merge (workspace_id, kind, survivor_id, at desc);
select tenant_table('merge', 'select, insert, update');

-- ── On deals ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The first answer (C10), in working minutes from the inquiry; null: not answered yet.
alter table deal add column inquiry_at timestamptz;
alter table deal add column answered_at timestamptz;
alter table deal add column answer_minutes integer;

-- A form is a channel too; `mark`: somebody should look where it belongs.
alter table interaction drop constraint interaction_channel_check;
alter table interaction add constraint interaction_channel_check
  check (channel in ('call', 'mail', 'sms', 'chat', 'messenger', 'meeting', 'form'));
alter table interaction add column mark text check (mark in ('check-deal'));

-- Companies that are there already get the shipped reasons; new ones are given them when they are founded.
do $$ begin
  execute format('create policy given_by_migration on lead_reason for insert to %I with check (true)', current_user);
  execute format('create policy seen_by_migration on workspace for select to %I using (true)', current_user);
  insert into lead_reason (workspace_id, id, key, name, position)
  select workspace.id, gen_random_uuid(), reason.key, reason.name, reason.position
  from workspace cross join (values
    ('spam', '{"ru": "Спам", "en": "Spam"}'::jsonb, 0),
    ('contractor', '{"ru": "Подрядчик или поставщик", "en": "Contractor or supplier"}', 1),
    ('casual-visitor', '{"ru": "Случайный посетитель", "en": "Casual visitor"}', 2),
    ('job-seeker', '{"ru": "Ищет работу", "en": "Looks for a job"}', 3),
    ('not-ours', '{"ru": "Не по адресу", "en": "Not for us"}', 4),
    ('duplicate', '{"ru": "Повтор", "en": "Duplicate"}', 5),
    ('no-contact', '{"ru": "Нет контактов", "en": "No way to reach"}', 6)
  ) as reason (key, name, position);
  drop policy given_by_migration on lead_reason;
  drop policy seen_by_migration on workspace;
end $$;
