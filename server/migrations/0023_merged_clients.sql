-- Whoever was merged into another is found as that one: his own row of the search goes, and comes back when the merge is taken back.

create or replace view search_source as
  select workspace_id, 'contact' as kind, id, name as names, name || ' ' || coalesce(email, '') as text, search_digits(phone) as digits from contact
  where merged_into is null
  union all
  select workspace_id, 'company', id, name, name || ' ' || coalesce(inn, ''), null from company where merged_into is null
  union all
  select workspace_id, 'deal', id, title, title, null from deal;

create function search_follows_merge() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  also text := to_jsonb(new) ->> case tg_table_name when 'contact' then 'email' else 'inn' end;
begin
  if new.merged_into is null then
    perform search_put(tg_table_name, array[new.workspace_id], array[new.id], array[new.name], array[concat_ws(' ', new.name, also)],
      array[case when tg_table_name = 'contact' then to_jsonb(new) ->> 'phone' end]);
  else
    delete from search_row where workspace_id = new.workspace_id and kind = tg_table_name and id = new.id;
  end if;
  return null;
end $$;
create trigger search_contact_merged after update of merged_into on contact for each row
  when (old.merged_into is distinct from new.merged_into) execute function search_follows_merge();
create trigger search_company_merged after update of merged_into on company for each row
  when (old.merged_into is distinct from new.merged_into) execute function search_follows_merge();

-- An edit of one that is merged away does not bring it back.
drop trigger search_contact_changed on contact;
create trigger search_contact_changed after update of name, phone, email on contact for each row
  when (new.merged_into is null and (old.name, old.phone, old.email) is distinct from (new.name, new.phone, new.email))
  execute function search_follows_change();
drop trigger search_company_changed on company;
create trigger search_company_changed after update of name, inn on company for each row
  when (new.merged_into is null and (old.name, old.inn) is distinct from (new.name, new.inn)) execute function search_follows_change();

delete from search_row using contact
  where search_row.kind = 'contact' and contact.workspace_id = search_row.workspace_id and contact.id = search_row.id and contact.merged_into is not null;
delete from search_row using company
  where search_row.kind = 'company' and company.workspace_id = search_row.workspace_id and company.id = search_row.id and company.merged_into is not null;

-- Whose turn it was last is a number: two who got theirs in the same instant still come one after the other.
alter table routing_turn add column turn bigint not null default 0;

-- ── Whose name is alike ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The nearest of a million names by trigrams are half a second away. The words that clients are found by are there already: a name is
-- alike when each of its words, in one of its spellings, is a word of it; only those few are compared as a whole.
drop index contact_by_likeness;
drop index company_by_likeness;

-- The words of a name that say who it is: no patronym beside two others, no form of a company.
create function likeness_words(of_kind text, name text) returns setof text
language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  with word as (select word from search_words(name) as word where length(word) > 1),
  telling as (
    select word from word where of_kind = 'contact' and word !~ '(вич|вна|чна|оглы|кызы)$'
    union select word from word where of_kind = 'company' and word !~ '^(ооо|оао|зао|пао|нао|ао|ип|тоо|llc|ltd|inc|gmbh|компания|фирма|company)$'
  )
  select word from telling
  union all select word from word where not exists (select from telling)
  limit 5
$$;

-- Each word as it is written, or in one of its spellings too.
create function likeness_condition(of_kind text, words text[], mistyped boolean) returns tsquery
language sql stable set search_path = pg_catalog, public, pg_temp set pg_trgm.similarity_threshold = 0.4 as $$
  select string_agg(one_of, ' & ')::tsquery from (
    select '(' || string_agg(quote_literal(current_workspace() || ':' || of_kind || ':' || spelling), ' | ') || ')' as one_of
    from unnest(words) as wanted (word)
    cross join lateral (
      select left(wanted.word, 60) as spelling
      union (
        select search_word.word from search_word
        where mistyped and length(wanted.word) > 3 and search_word.workspace_id = current_workspace() and search_word.word % wanted.word
        order by similarity(search_word.word, wanted.word) desc, search_word.word limit 4
      )
    ) as written
    group by wanted.word
  ) as words
$$;

-- The nearest names first; below `score_min` nothing. Mistyped ones are looked for where those that are written so are few.
create or replace function alike_contacts(name text, score_min real, most integer) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  telling text[] := array(select likeness_words('contact', name));
  found_ids uuid[];
begin
  -- A first name alone is that of thousands.
  if cardinality(telling) < 2 then return; end if;
  found_ids := array(select search_row.id from search_row where words @@ likeness_condition('contact', telling, false) limit 100);
  if cardinality(found_ids) <= most then
    found_ids := array(select search_row.id from search_row where words @@ likeness_condition('contact', telling, true) limit 100);
  end if;
  return query
    select found.id, found.alike from (
      select contact.id, similarity(contact.folded_name, $1) as alike from contact
      where contact.workspace_id = current_workspace() and contact.id = any (found_ids) and contact.merged_into is null
    ) as found
    where found.alike >= score_min order by found.alike desc, found.id limit most;
end $$;

-- Companies of all these words; where they are few, of the first word too, for it is the name and what follows is the trade.
create or replace function alike_companies(name text, score_min real, most integer) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  telling text[] := array(select likeness_words('company', name));
  first_word text;
  found_ids uuid[];
begin
  if cardinality(telling) = 0 then return; end if;
  found_ids := array(select search_row.id from search_row where words @@ likeness_condition('company', telling, false) limit 100);
  if cardinality(found_ids) <= most then
    first_word := (select word from unnest(telling) as word order by position(word in translate(lower($1), 'ё', 'е')) limit 1);
    found_ids := found_ids
      || array(select search_row.id from search_row where words @@ likeness_condition('company', telling, true) limit 100)
      || array(select search_row.id from search_row where words @@ likeness_condition('company', array[first_word], false) limit 100);
  end if;
  return query
    select found.id, found.alike from (
      select company.id, similarity(company.folded_name, $1) as alike from company
      where company.workspace_id = current_workspace() and company.id = any (found_ids) and company.merged_into is null
    ) as found
    where found.alike >= score_min order by found.alike desc, found.id limit most;
end $$;

-- ── The first answer to a lead that is no deal yet ───────────────────────────────────────────────────────────────────────────

alter table lead add column answer_minutes integer; -- working minutes until somebody took it up; of a deal its own count
alter table breach add column lead_id uuid;
alter table breach add constraint breach_lead_fk foreign key (workspace_id, lead_id) references lead (workspace_id, id);
create unique index breach_of_lead_open_once on breach (workspace_id, lead_id, clause) where until_at is null and lead_id is not null;
create index letter_of_lead on letter (workspace_id, lead_id) where lead_id is not null;
-- Those that wait already are looked at once.
update lead set next_check_at = inquired_at where status = 'new' and answered_at is null and merged_into is null and channel <> 'import'
  and next_check_at is null;
