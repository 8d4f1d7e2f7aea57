-- What acts and inquiries write costs the database less.

-- A row is written in the workspace of its transaction, for the wall lets no other in; and a workspace is never deleted. So asking for each
-- row of an act whether its workspace is there told nothing, and everybody of a company waited at that one row.
do $$
declare
  asked record;
begin
  for asked in
    select conrelid::regclass as written, conname from pg_constraint
    where contype = 'f' and confrelid = 'workspace'::regclass and conrelid = any(array[
      'board_count_change', 'board_count_kept', 'breach', 'comment', 'contact', 'contact_point', 'deal', 'deal_text', 'deal_view', 'interaction',
      'journal', 'lead', 'lead_trace', 'letter', 'load_change', 'member_check', 'mention', 'notice', 'raw_arrival', 'search_row', 'search_word',
      'stage_visit', 'taking', 'task'
    ]::regclass[])
  loop
    execute format('alter table %s drop constraint %I', asked.written, asked.conname);
  end loop;
end $$;

-- Written only beside their deal, in its statement: each of their rows looked for it once more.
alter table deal_word drop constraint deal_word_workspace_id_deal_id_fkey;
alter table deal_field drop constraint deal_field_workspace_id_deal_id_fkey;

-- A function that is one expression becomes part of the statement that asks for it; one with settings of its own is called.
create or replace function search_digits(phone text) returns text
language sql immutable parallel safe
return nullif(regexp_replace(regexp_replace(phone, '\D', '', 'g'), '^[78](?=\d{10}$)', ''), '');
alter function search_digits(text) reset all;

create or replace function search_words(text text) returns setof text
language sql immutable parallel safe
begin atomic
  select distinct word
  from regexp_split_to_table(translate(lower(normalize(left(text, 400), NFKC) collate "default"), 'ё', 'е'), '[^[:alnum:]]+') as word
  where word <> '';
end;
alter function search_words(text) reset all;

-- By a plan that is kept: for one row another looked cheaper, so it was planned anew at each call, which cost more than the row.
create or replace function search_put(of_kind text, workspaces integer[], ids uuid[], names text[], texts text[], phones text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  insert into search_row as known (workspace_id, kind, id, words, digits)
  select workspace_id, of_kind, fresh.id,
    coalesce(
      (select array_to_tsvector(array_agg(fresh.workspace_id || ':' || of_kind || ':' || left(word, 60))) from search_words(fresh.text) as word), ''),
    case
      when fresh.phone like '% %' then (select string_agg(search_digits(one), ' ') from string_to_table(fresh.phone, ' ') as one)
      else search_digits(fresh.phone)
    end
  from unnest(workspaces, ids, texts, phones) as fresh (workspace_id, id, text, phone)
  on conflict (workspace_id, kind, id) do update set words = excluded.words, digits = excluded.digits;
  -- In one order, so that two who bring the same words wait for each other and do not block each other.
  insert into search_word (workspace_id, word)
  select distinct fresh.workspace_id, left(word, 60)
  from unnest(workspaces, names) as fresh (workspace_id, name), search_words(fresh.name) as word
  where length(word) >= 3 and word !~ '^\d+$'
  order by 1, 2
  on conflict do nothing;
end $$;

-- The search rows of these people, with all their ways; whoever was merged into another has none. Each is looked up by his id.
create or replace function search_put_contacts(workspaces integer[], ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  perform search_put('contact', array_agg(workspace_id), array_agg(id), array_agg(name), array_agg(concat_ws(' ', name, email, accounts)),
    array_agg(nullif(concat_ws(' ', phone, phones), '')))
  from unnest(workspaces, ids) as asked (of_workspace, of_id)
  cross join lateral (
    select contact.*, further.phones, further.accounts
    from contact cross join lateral (
      select string_agg(value, ' ' order by value) filter (where kind = 'phone') as phones,
        string_agg(case kind when 'messenger' then split_part(value, ':', 2) else value end, ' ' order by value) filter (where kind <> 'phone') as accounts
      from contact_point where contact_point.workspace_id = of_workspace and contact_point.contact_id = of_id
    ) as further
    where contact.workspace_id = of_workspace and contact.id = of_id and contact.merged_into is null
    offset 0
  ) as person
  having count(*) > 0;
end $$;

create or replace function deal_numbers(count integer) returns setof bigint
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  numbers regclass := 'public.deal_number_' || current_workspace();
begin
  return query select nextval(numbers) from generate_series(1, count);
end $$;

-- ── What a form of a site sends ──────────────────────────────────────────────────────────────────────────────────────────────

-- One statement until it is answered: whether it takes what came, and the row as it came. `tries`: how often this address has sent to it in
-- this minute. `outcome`: stored, known (the same was sent a moment ago: its number is answered), none (no such form, or it is off),
-- origin (a page that it takes nothing from), flood, empty.
create function receive_form(
  given text, page_origin text, tries integer, usual_per_minute integer, fresh uuid, body_type text, bytes bytea, same_for interval, now timestamptz
) returns table (outcome text, of_workspace integer, arrival uuid, success_url text)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  door record;
  origins jsonb;
  received timestamptz;
  span bigint;
  sent bytea;
  kept record;
begin
  select * into door from form_of_key(given);
  origins := coalesce(nullif(door.settings -> 'origins', 'null'), '[]');
  of_workspace := door.workspace_id;
  success_url := door.settings ->> 'successUrl';
  outcome := case
    when door.enabled is not true then 'none'
    when page_origin is not null and origins <> '[]' and not origins ? '*' and not origins ? page_origin then 'origin'
    when tries > coalesce((door.settings ->> 'perMinute')::integer, usual_per_minute) then 'flood'
    when length(bytes) = 0 then 'empty'
  end;
  if outcome is null then
    received := case when door.kind = 'sandbox' then coalesce(door.clock_at, now) else now end;
    span := floor(extract(epoch from received) / extract(epoch from same_for));
    sent := convert_to(coalesce(body_type, ''), 'UTF8') || '\x00'::bytea || bytes;
    select * into kept from store_arrival(fresh, of_workspace, 'form', door.id, door.name, sha256(convert_to(span || ' ', 'UTF8') || sent),
      sha256(convert_to((span - 1) || ' ', 'UTF8') || sent), received - same_for, body_type, bytes, received, now);
    arrival := kept.id;
    outcome := case when kept.is_new then 'stored' else 'known' end;
  end if;
  return next;
end $$;
select app_function('receive_form(text, text, integer, integer, uuid, text, bytea, interval, timestamptz)');
drop function knock_at_form(text, text, text, integer, timestamptz);

-- Whether the same was sent before is looked up by its key, always. While a table was empty when it was last counted, reading all of it looks
-- as cheap, and so does every index that begins with the door; each submission then read all those before it.
alter function store_arrival(uuid, integer, text, uuid, text, bytea, bytea, timestamptz, text, bytea, timestamptz, timestamptz)
  set enable_seqscan = off;
drop index raw_arrival_of_via;
create index raw_arrival_of_door on raw_arrival (workspace_id, via_id, stored_at desc) where via in ('form', 'webhook');

-- Tries that a process has counted, put together with those of the others; answers how many there are by now, in the order given.
create function add_attempts(kind text, subjects bytea[], counts integer[], span_start timestamptz) returns table (subject bytea, tries integer)
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into sign_in_attempt as counted (kind, subject, span_start, tries)
  select add_attempts.kind, told.subject, add_attempts.span_start, told.count
  from unnest(subjects, counts) as told (subject, count) order by told.subject
  on conflict on constraint sign_in_attempt_pkey do update set tries = counted.tries + excluded.tries
  returning counted.subject, counted.tries
$$;
select app_function('add_attempts(text, bytea[], integer[], timestamptz)');
