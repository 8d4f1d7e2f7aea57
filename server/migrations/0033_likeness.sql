-- Whose name is alike, with plans that are kept: functions in SQL are planned at each call, and a condition that is a function's answer was
-- asked for again by the planner, by the index and for rows. Here it is made once and handed over.

-- A setting of an extension can be given to a function only where the extension is loaded.
select similarity('', '');

create or replace function search_words(text text) returns setof text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  return query select distinct word
    from regexp_split_to_table(translate(lower(normalize(left(text, 400), NFKC) collate "default"), 'ё', 'е'), '[^[:alnum:]]+') as word
    where word <> '';
end $$;

drop function likeness_words(text, text);
-- The words of a name that say who it is: no patronym beside two others, no form of a company.
create function likeness_words(of_kind text, name text) returns text[]
language plpgsql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
declare
  all_words text[] := array(select word from search_words(name) as word where length(word) > 1);
  silent text := case of_kind
    when 'contact' then '(вич|вна|чна|оглы|кызы)$'
    else '^(ооо|оао|зао|пао|нао|ао|ип|тоо|llc|ltd|inc|gmbh|компания|фирма|company)$'
  end;
  telling text[] := array(select word from unnest(all_words) as word where word !~ silent limit 5);
begin
  return case when telling = '{}' then all_words[:5] else telling end;
end $$;

-- Each word as it is written, or in one of its spellings too.
create or replace function likeness_condition(of_kind text, words text[], mistyped boolean) returns tsquery
language plpgsql stable set search_path = pg_catalog, public, pg_temp set pg_trgm.similarity_threshold = 0.4 as $$
declare
  place text := current_workspace() || ':' || of_kind || ':';
  here integer := current_workspace();
  wanted text;
  spellings text[];
  one_of text;
  condition text;
begin
  foreach wanted in array words loop
    spellings := array[left(wanted, 60)];
    if mistyped and length(wanted) > 3 then
      spellings := spellings || array(
        select search_word.word from search_word
        where search_word.workspace_id = here and search_word.word % wanted
        order by similarity(search_word.word, wanted) desc, search_word.word limit 4);
    end if;
    select string_agg(distinct quote_literal(place || spelling), ' | ') into one_of from unnest(spellings) as spelling;
    condition := concat_ws(' & ', condition, '(' || one_of || ')');
  end loop;
  return condition::tsquery;
end $$;

create or replace function alike_contacts(name text, score_min real, most integer) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  here integer := current_workspace();
  telling text[] := likeness_words('contact', name);
  condition tsquery;
  found_ids uuid[];
begin
  -- A first name alone is that of thousands.
  if cardinality(telling) < 2 then return; end if;
  condition := likeness_condition('contact', telling, false);
  found_ids := array(select search_row.id from search_row where words @@ condition limit 100);
  if cardinality(found_ids) <= most then
    condition := likeness_condition('contact', telling, true);
    found_ids := array(select search_row.id from search_row where words @@ condition limit 100);
  end if;
  return query
    select found.id, found.alike from (
      select contact.id, similarity(contact.folded_name, $1) as alike from contact
      where contact.workspace_id = here and contact.id = any (found_ids) and contact.merged_into is null
    ) as found
    where found.alike >= score_min order by found.alike desc, found.id limit most;
end $$;

-- Companies of all these words; where they are few, of the first word too, for it is the name and what follows is the trade.
create or replace function alike_companies(name text, score_min real, most integer) returns table (id uuid, score real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  here integer := current_workspace();
  telling text[] := likeness_words('company', name);
  first_word text;
  condition tsquery;
  found_ids uuid[];
begin
  if cardinality(telling) = 0 then return; end if;
  condition := likeness_condition('company', telling, false);
  found_ids := array(select search_row.id from search_row where words @@ condition limit 100);
  if cardinality(found_ids) <= most then
    condition := likeness_condition('company', telling, true);
    found_ids := found_ids || array(select search_row.id from search_row where words @@ condition limit 100);
    if cardinality(telling) > 1 then
      first_word := (select word from unnest(telling) as word order by position(word in translate(lower($1), 'ё', 'е')) limit 1);
      condition := likeness_condition('company', array[first_word], false);
      found_ids := found_ids || array(select search_row.id from search_row where words @@ condition limit 100);
    end if;
  end if;
  return query
    select found.id, found.alike from (
      select company.id, similarity(company.folded_name, $1) as alike from company
      where company.workspace_id = here and company.id = any (found_ids) and company.merged_into is null
    ) as found
    where found.alike >= score_min order by found.alike desc, found.id limit most;
end $$;
