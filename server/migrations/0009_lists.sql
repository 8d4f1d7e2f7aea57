-- Filters of the board and the table that indexes can answer behind row-level security, and views that people save.

-- Values of fields, one row each, so that a filter by a field is an index condition: behind row-level security only leakproof operators
-- use indexes, and those of jsonb are not. Written with the deal. A text is folded and cut to 200 characters.
create table deal_field (
  workspace_id integer not null references workspace (id),
  deal_id uuid not null,
  field text not null,
  text_value text collate "C",
  number_value double precision,
  primary key (workspace_id, deal_id, field),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  check ((text_value is null) <> (number_value is null))
);
create index deal_field_by_text on deal_field (workspace_id, field, text_value, deal_id) where text_value is not null;
create index deal_field_by_number on deal_field (workspace_id, field, number_value, deal_id) where number_value is not null;

-- The words by which a deal is found on the board and in the table: those of its title are written with the deal, those of its client
-- by the triggers below, whoever renames or merges him.
create table deal_word (
  workspace_id integer not null references workspace (id),
  deal_id uuid not null,
  of text not null check (of in ('title', 'client')),
  word text collate "C" not null,
  primary key (workspace_id, deal_id, of, word),
  foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index deal_word_found on deal_word (workspace_id, word, deal_id);

-- Words of a folded name. Blanks and marks are named one by one: what a letter is depends on the language of the database.
create function words_of(folded text) returns setof text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select distinct word from regexp_split_to_table(folded, '[][[:space:]«»“”„"''`().,;:!?/\\|+*=<>{}&№#@–—-]+') as word where word <> ''
$$;
select app_function('words_of(text)');

-- Deals that were there before.
alter table deal no force row level security;
alter table contact no force row level security;
alter table company no force row level security;
insert into deal_field (workspace_id, deal_id, field, text_value, number_value)
select deal.workspace_id, deal.id, given.key,
  case when jsonb_typeof(given.value) <> 'number' then left(lower(given.value #>> '{}'), 200) end,
  case when jsonb_typeof(given.value) = 'number' then (given.value #>> '{}')::double precision end
from deal cross join lateral jsonb_each(deal.fields) as given
where jsonb_typeof(given.value) <> 'null' and given.value #>> '{}' <> '';
insert into deal_word (workspace_id, deal_id, of, word)
select deal.workspace_id, deal.id, 'title', word from deal cross join lateral words_of(replace(lower(deal.title), 'ё', 'е')) as word;
insert into deal_word (workspace_id, deal_id, of, word)
select distinct deal.workspace_id, deal.id, 'client', word
from deal
left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
cross join lateral words_of(concat_ws(' ', contact.folded_name, company.folded_name)) as word;
alter table deal force row level security;
alter table contact force row level security;
alter table company force row level security;
select tenant_table('deal_field');
select tenant_table('deal_word');

create function write_client_words(of_workspace integer, of_deal uuid, contact uuid, company uuid) returns void
language sql as $$
  with names as (
    select concat_ws(' ',
      (select folded_name from contact where workspace_id = of_workspace and id = write_client_words.contact),
      (select folded_name from company where workspace_id = of_workspace and id = write_client_words.company)) as folded
  ), gone as (
    delete from deal_word
    where workspace_id = of_workspace and deal_id = of_deal and of = 'client' and word not in (select words_of(folded) from names)
  )
  insert into deal_word (workspace_id, deal_id, of, word)
  select of_workspace, of_deal, 'client', word from names cross join lateral words_of(folded) as word
  on conflict do nothing
$$;
select app_function('write_client_words(integer, uuid, uuid, uuid)');

create function deal_found_by_its_client() returns trigger
language plpgsql as $$ begin
  perform write_client_words(new.workspace_id, new.id, new.contact_id, new.company_id);
  return null;
end $$;
create trigger deal_made_is_found_by_its_client after insert on deal
  for each row when (new.contact_id is not null or new.company_id is not null) execute function deal_found_by_its_client();
create trigger deal_of_another_is_found_by_its_client after update of contact_id, company_id on deal
  for each row when (old.contact_id is distinct from new.contact_id or old.company_id is distinct from new.company_id)
  execute function deal_found_by_its_client();

create function client_renamed() returns trigger
language plpgsql as $$ begin
  perform write_client_words(deal.workspace_id, deal.id, deal.contact_id, deal.company_id) from deal
  where deal.workspace_id = new.workspace_id
    and case tg_table_name when 'contact' then deal.contact_id else deal.company_id end = new.id;
  return null;
end $$;
create trigger contact_renamed after update of folded_name on contact
  for each row when (old.folded_name <> new.folded_name) execute function client_renamed();
create trigger company_renamed after update of folded_name on company
  for each row when (old.folded_name <> new.folded_name) execute function client_renamed();

-- Deals by their budget.
create index deal_by_budget on deal (workspace_id, currency, budget) where budget is not null;

-- Deals by a clause that is broken now.
create index breach_open_by_clause on breach (workspace_id, clause, deal_id) where until_at is null;

-- How long deals lately stayed in a stage, and where they went: the latest visits that ended, never all of them.
create index stage_visit_left on stage_visit (workspace_id, stage, left_at desc) where left_at is not null;

-- ── Saved views ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

create table saved_view (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  shared boolean not null,
  screen text not null check (screen in ('board', 'table')),
  query jsonb not null, -- what stands in the address bar: {"responsible": "me", "state": "overdue", …}
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  constraint saved_view_owner_fk foreign key (workspace_id, owner_id) references member (workspace_id, id)
);
create index saved_view_of on saved_view (workspace_id, owner_id, name);
create index saved_view_shared on saved_view (workspace_id, name) where shared;
select tenant_table('saved_view');
