-- Search: one row for each person, company and deal, with the words it is found by (L1).
--
-- Behind row-level security words and trigrams would be compared row by row, for only leakproof operators use indexes there. So the
-- application has no right to these tables and asks functions of the owner, which take the workspace from the transaction.

create table search_row (
  workspace_id integer not null references workspace (id),
  kind text not null check (kind in ('contact', 'company', 'deal')),
  id uuid not null,
  words tsvector not null, -- each under its workspace and kind, `12:contact:иванов`, so that one index serves them all and reads no stranger's
  digits text, -- of a phone, after the code of the country
  primary key (workspace_id, kind, id)
);
create index search_row_words on search_row using gin (words);
create index search_row_digits on search_row using gin (digits gin_trgm_ops) where digits is not null;
alter table search_row enable row level security;

-- The words of names and titles, each once: who mistyped one is shown those that look like it.
create table search_word (
  workspace_id integer not null references workspace (id),
  word text not null,
  primary key (workspace_id, word)
);
create index search_word_alike on search_word using gin (word gin_trgm_ops);
alter table search_word enable row level security;

-- Words as they are compared: lower case, ё as е. Long texts are found by their beginning. The collation is named because a function
-- takes that of its arguments, and under that of names of tables there are no letters but Latin ones.
create function search_words(text text) returns setof text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select distinct word
  from regexp_split_to_table(translate(lower(normalize(left(text, 400), NFKC) collate "default"), 'ё', 'е'), '[^[:alnum:]]+') as word
  where word <> ''
$$;

create function search_lexemes(of_workspace integer, of_kind text, text text) returns tsvector
language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_to_tsvector(array_agg(of_workspace || ':' || of_kind || ':' || left(word, 60))), '') from search_words(text) as word
$$;

-- The digits people remember of a phone: without + and the 7 or 8 of the country.
create function search_digits(phone text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select nullif(regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^[78](?=\d{10}$)', ''), '')
$$;

-- What stands in the source tables, written as search rows. `names` are the words that can be mistyped.
create view search_source as
  select workspace_id, 'contact' as kind, id, name as names, name || ' ' || coalesce(email, '') as text, search_digits(phone) as digits from contact
  union all
  select workspace_id, 'company', id, name, name || ' ' || coalesce(inn, ''), null from company
  union all
  select workspace_id, 'deal', id, title, title, null from deal;

create function search_put(of_kind text, workspaces integer[], ids uuid[], names text[], texts text[], phones text[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into search_row as known (workspace_id, kind, id, words, digits)
  select workspace_id, of_kind, id, search_lexemes(workspace_id, of_kind, text), search_digits(phone)
  from unnest(workspaces, ids, texts, phones) as fresh (workspace_id, id, text, phone)
  on conflict (workspace_id, kind, id) do update set words = excluded.words, digits = excluded.digits;
  -- In one order, so that two who bring the same words wait for each other and do not block each other.
  insert into search_word (workspace_id, word)
  select distinct workspace_id, left(word, 60)
  from unnest(workspaces, names) as fresh (workspace_id, name), search_words(fresh.name) as word
  where length(word) >= 3 and word !~ '^\d+$'
  order by 1, 2
  on conflict do nothing
$$;
revoke all on function search_put(text, integer[], uuid[], text[], text[], text[]) from public;

create function search_follows_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put('contact', array_agg(workspace_id), array_agg(id), array_agg(name), array_agg(name || ' ' || coalesce(email, '')),
    array_agg(phone)) from fresh having count(*) > 0;
  return null;
end $$;
create function search_follows_company() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put('company', array_agg(workspace_id), array_agg(id), array_agg(name), array_agg(name || ' ' || coalesce(inn, '')),
    array_agg(null::text)) from fresh having count(*) > 0;
  return null;
end $$;
create function search_follows_deal() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put('deal', array_agg(workspace_id), array_agg(id), array_agg(title), array_agg(title), array_agg(null::text))
    from fresh having count(*) > 0;
  return null;
end $$;
create trigger search_contact after insert on contact referencing new table as fresh for each statement execute function search_follows_contact();
create trigger search_company after insert on company referencing new table as fresh for each statement execute function search_follows_company();
create trigger search_deal after insert on deal referencing new table as fresh for each statement execute function search_follows_deal();

-- A change asks for each row whether it concerns the search: most do not, and a transition table would be kept for all.
create function search_follows_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  named text := to_jsonb(new) ->> case tg_table_name when 'deal' then 'title' else 'name' end;
  also text := to_jsonb(new) ->> case tg_table_name when 'contact' then 'email' when 'company' then 'inn' end;
begin
  perform search_put(tg_table_name, array[new.workspace_id], array[new.id], array[named], array[concat_ws(' ', named, also)],
    array[case when tg_table_name = 'contact' then to_jsonb(new) ->> 'phone' end]);
  return null;
end $$;
create trigger search_contact_changed after update of name, phone, email on contact for each row
  when ((old.name, old.phone, old.email) is distinct from (new.name, new.phone, new.email)) execute function search_follows_change();
create trigger search_company_changed after update of name, inn on company for each row
  when ((old.name, old.inn) is distinct from (new.name, new.inn)) execute function search_follows_change();
create trigger search_deal_changed after update of title on deal for each row
  when (old.title is distinct from new.title) execute function search_follows_change();

create function search_forgets() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from search_row where workspace_id = old.workspace_id and kind = tg_table_name and id = old.id;
  return null;
end $$;
create trigger search_contact_gone after delete on contact for each row execute function search_forgets();
create trigger search_company_gone after delete on company for each row execute function search_forgets();

select readable_by_definers('contact');
select readable_by_definers('company');

-- Makes all rows anew: what was there before this migration, or was loaded past the triggers.
create function search_made_anew() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  truncate search_row, search_word;
  insert into search_row (workspace_id, kind, id, words, digits)
  select workspace_id, kind, id, search_lexemes(workspace_id, kind, text), digits from search_source;
  insert into search_word (workspace_id, word)
  select distinct workspace_id, left(word, 60) from search_source, search_words(names) as word where length(word) >= 3 and word !~ '^\d+$'
  on conflict do nothing
$$;
revoke all on function search_made_anew() from public;
select search_made_anew();

-- ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The words of a question as a condition on the index: for each word its spellings, any of which may begin a word of the text.
create function search_condition(of_kind text, spellings jsonb) returns tsquery
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select string_agg(one_of, ' & ')::tsquery from (
    select '(' || string_agg(quote_literal(current_workspace() || ':' || of_kind || ':' || spelling) || ':*', ' | ') || ')' as one_of
    from jsonb_array_elements(spellings) as word, jsonb_array_elements_text(word) as spelling
    group by word
  ) as words
$$;

-- People and companies that have all the words, or these digits in the phone.
create function search_clients(of_kind text, spellings jsonb, phone text, at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if phone is not null then
    return query select id from search_row
      where digits like '%' || phone || '%' and workspace_id = current_workspace() and kind = of_kind limit at_most;
  elsif jsonb_array_length(spellings) > 0 then
    return query select id from search_row where words @@ search_condition(of_kind, spellings) limit at_most;
  end if;
end $$;
select app_function('search_clients(text, jsonb, text, integer)');

-- Deals that have all the words in the title, the newest first; of these people, or of everybody where `whose` is null. A word that many
-- deals have is found among the newest, a rare one by the index: neither way reads them all.
create function search_deals(spellings jsonb, whose uuid[], at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  condition tsquery := search_condition('deal', spellings);
  found_among_newest uuid[];
begin
  if condition is null then return; end if;
  select array_agg(newest.id) into found_among_newest from (
    select deal.id from (
      select id from deal
      where workspace_id = current_workspace() and (whose is null or responsible_id = any (whose) or responsible_id is null)
      order by created_at desc, id desc limit 1000
    ) as deal
    join search_row on search_row.workspace_id = current_workspace() and search_row.kind = 'deal' and search_row.id = deal.id
    where search_row.words @@ condition limit at_most
  ) as newest;
  if cardinality(found_among_newest) >= at_most then
    return query select unnest(found_among_newest);
    return;
  end if;
  return query
    select deal.id from search_row join deal on deal.workspace_id = current_workspace() and deal.id = search_row.id
    where search_row.words @@ condition and (whose is null or deal.responsible_id = any (whose) or deal.responsible_id is null)
    order by deal.created_at desc, deal.id desc limit at_most;
end $$;
select app_function('search_deals(jsonb, uuid[], integer)');

-- Words of this workspace that look like this one.
create function search_alike(mistyped text, at_most integer) returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp set pg_trgm.similarity_threshold = 0.25 as $$
  select word from search_word where workspace_id = current_workspace() and word % mistyped
  order by similarity(word, mistyped) desc, word limit at_most
$$;
select app_function('search_alike(text, integer)');
