-- A client is found by any of his phones, e-mails and accounts, not only by those that stand on him.

select readable_by_definers('contact_point');

-- `phones` of one are parted by blanks; each is kept for itself, so that no digits are found across two of them.
create or replace function search_put(of_kind text, workspaces integer[], ids uuid[], names text[], texts text[], phones text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into search_row as known (workspace_id, kind, id, words, digits)
  select workspace_id, of_kind, fresh.id, search_lexemes(workspace_id, of_kind, fresh.text),
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

-- The search rows of these people, with all their ways; whoever was merged into another has none.
create function search_put_contacts(workspaces integer[], ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put('contact', array_agg(contact.workspace_id), array_agg(contact.id), array_agg(contact.name),
    array_agg(concat_ws(' ', contact.name, contact.email, further.accounts)), array_agg(nullif(concat_ws(' ', contact.phone, further.phones), '')))
  from unnest(workspaces, ids) as asked (workspace_id, id)
  join contact on contact.workspace_id = asked.workspace_id and contact.id = asked.id and contact.merged_into is null
  cross join lateral (
    select string_agg(value, ' ' order by value) filter (where kind = 'phone') as phones,
      string_agg(case kind when 'messenger' then split_part(value, ':', 2) else value end, ' ' order by value) filter (where kind <> 'phone') as accounts
    from contact_point where contact_point.workspace_id = asked.workspace_id and contact_point.contact_id = asked.id
  ) as further
  having count(*) > 0;
end $$;
revoke all on function search_put_contacts(integer[], uuid[]) from public;

create or replace function search_follows_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put_contacts(array_agg(workspace_id), array_agg(id)) from fresh having count(*) > 0;
  return null;
end $$;

create function search_follows_contact_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put_contacts(array[new.workspace_id], array[new.id]);
  return null;
end $$;
drop trigger search_contact_changed on contact;
create trigger search_contact_changed after update of name, phone, email on contact for each row
  when (new.merged_into is null and (old.name, old.phone, old.email) is distinct from (new.name, new.phone, new.email))
  execute function search_follows_contact_change();

create function search_follows_contact_merge() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.merged_into is null then
    perform search_put_contacts(array[new.workspace_id], array[new.id]);
  else
    delete from search_row where workspace_id = new.workspace_id and kind = 'contact' and id = new.id;
  end if;
  return null;
end $$;
drop trigger search_contact_merged on contact;
create trigger search_contact_merged after update of merged_into on contact for each row
  when (old.merged_into is distinct from new.merged_into) execute function search_follows_contact_merge();

create function search_follows_points() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put_contacts(array_agg(workspace_id), array_agg(contact_id)) from (select distinct workspace_id, contact_id from points) as whose
    having count(*) > 0;
  return null;
end $$;
create trigger search_points_made after insert on contact_point referencing new table as points
  for each statement execute function search_follows_points();
create trigger search_points_changed after update on contact_point referencing new table as points
  for each statement execute function search_follows_points();
create trigger search_points_gone after delete on contact_point referencing old table as points
  for each statement execute function search_follows_points();

-- The rows made anew are made the same way.
create or replace function search_made_anew() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  truncate search_row, search_word;
  insert into search_row (workspace_id, kind, id, words, digits)
  select workspace_id, kind, id, search_lexemes(workspace_id, kind, text), digits from search_source;
  insert into search_word (workspace_id, word)
  select distinct workspace_id, left(word, 60) from search_source, search_words(names) as word where length(word) >= 3 and word !~ '^\d+$'
  on conflict do nothing;
  perform search_put_contacts(array_agg(workspace_id), array_agg(contact_id))
  from (select distinct workspace_id, contact_id from contact_point) as whose having count(*) > 0;
end $$;

-- Those who have further ways by now.
select search_put_contacts(array_agg(workspace_id), array_agg(contact_id))
from (select distinct workspace_id, contact_id from contact_point) as whose having count(*) > 0;
