-- Deals that come in by the thousand are made findable by their clients as one set, not one by one.

drop trigger deal_made_is_found_by_its_client on deal;

create function deals_found_by_their_clients() returns trigger
language plpgsql as $$ begin
  insert into deal_word (workspace_id, deal_id, of, word)
  select fresh.workspace_id, fresh.id, 'client', word
  from fresh
  left join contact on contact.workspace_id = fresh.workspace_id and contact.id = fresh.contact_id
  left join company on company.workspace_id = fresh.workspace_id and company.id = fresh.company_id
  cross join lateral words_of(concat_ws(' ', contact.folded_name, company.folded_name)) as word
  where fresh.contact_id is not null or fresh.company_id is not null
  on conflict do nothing;
  return null;
end $$;
create trigger deals_made_are_found_by_their_clients after insert on deal referencing new table as fresh
  for each statement execute function deals_found_by_their_clients();

-- Nobody else sees a deal before it is committed, so one that is made need not be held to be looked at.
create function made_deal_has_open_task() returns trigger
language plpgsql as $$ begin
  if not exists (
    select from task
    where workspace_id = new.workspace_id and deal_id = new.id and completed_at is null and cancelled_at is null
  ) and exists (
    select from deal where workspace_id = new.workspace_id and id = new.id and status = 'open' and task_required
  ) then
    raise exception 'an open deal without an open task' using errcode = 'RG001', constraint = 'deal_has_open_task';
  end if;
  return null;
end $$;
drop trigger deal_has_open_task_made on deal;
create constraint trigger deal_has_open_task_made after insert on deal
  deferrable initially deferred for each row
  when (new.status = 'open' and new.task_required) execute function made_deal_has_open_task();

-- The words of many rows are split in one go: a call of a function for each of them cost more than the writing.
create or replace function search_put(of_kind text, workspaces integer[], ids uuid[], names text[], texts text[], phones text[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into search_row as known (workspace_id, kind, id, words, digits)
  select workspace_id, of_kind, id,
    coalesce((
      select array_to_tsvector(array_agg(distinct workspace_id || ':' || of_kind || ':' || left(word, 60)))
      from regexp_split_to_table(translate(lower(normalize(left(text, 400), NFKC) collate "default"), 'ё', 'е'), '[^[:alnum:]]+') as word
      where word <> ''
    ), ''),
    case when phone is not null then search_digits(phone) end
  from unnest(workspaces, ids, texts, phones) as fresh (workspace_id, id, text, phone)
  on conflict (workspace_id, kind, id) do update set words = excluded.words, digits = excluded.digits;
  -- In one order, so that two who bring the same words wait for each other and do not block each other.
  insert into search_word (workspace_id, word)
  select distinct workspace_id, left(word, 60)
  from unnest(workspaces, names) as fresh (workspace_id, name),
    regexp_split_to_table(translate(lower(normalize(left(name, 400), NFKC) collate "default"), 'ё', 'е'), '[^[:alnum:]]+') as word
  where length(word) >= 3 and word !~ '^\d+$'
  order by 1, 2
  on conflict do nothing
$$;

-- Rows of files are stored raw too, before they are understood; whoever runs the import takes them in, not the sweeper.
create or replace function workspaces_with_arrivals(stored_before timestamptz) returns setof integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select workspace.id from workspace
  where exists (
    select from raw_arrival where raw_arrival.workspace_id = workspace.id and state = 'received' and via <> 'import' and stored_at <= stored_before
  )
$$;
