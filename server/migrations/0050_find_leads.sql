-- A lead is found as a client is: by any words of its name, company and e-mail, by an account, by digits of its phone (L1).

alter table search_row drop constraint search_row_kind_check;
alter table search_row add constraint search_row_kind_check check (kind in ('contact', 'company', 'deal', 'lead'));

create or replace view search_source as
  select workspace_id, 'contact' as kind, id, name as names, name || ' ' || coalesce(email, '') as text, search_digits(phone) as digits from contact
  where merged_into is null
  union all
  select workspace_id, 'company', id, name, name || ' ' || coalesce(inn, ''), null from company where merged_into is null
  union all
  select workspace_id, 'deal', id, title, title, null from deal
  union all
  select workspace_id, 'lead', id, coalesce(name, ''), concat_ws(' ', name, company_name, email, split_part(messenger, ':', 2)),
    search_digits(coalesce(phone, phone_written)) from lead
  where merged_into is null;

create function search_follows_lead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform search_put('lead', array_agg(workspace_id), array_agg(id), array_agg(coalesce(name, '')),
    array_agg(concat_ws(' ', name, company_name, email, split_part(messenger, ':', 2))), array_agg(coalesce(phone, phone_written)))
    from fresh having count(*) > 0;
  return null;
end $$;
create trigger search_lead after insert on lead referencing new table as fresh for each statement execute function search_follows_lead();

create function search_follows_lead_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.merged_into is null then
    perform search_put('lead', array[new.workspace_id], array[new.id], array[coalesce(new.name, '')],
      array[concat_ws(' ', new.name, new.company_name, new.email, split_part(new.messenger, ':', 2))], array[coalesce(new.phone, new.phone_written)]);
  else
    delete from search_row where workspace_id = new.workspace_id and kind = 'lead' and id = new.id;
  end if;
  return null;
end $$;
create trigger search_lead_changed after update of name, company_name, email, messenger, phone, phone_written, merged_into on lead for each row
  when ((old.name, old.company_name, old.email, old.messenger, old.phone, old.phone_written, old.merged_into)
    is distinct from (new.name, new.company_name, new.email, new.messenger, new.phone, new.phone_written, new.merged_into))
  execute function search_follows_lead_change();

insert into search_row (workspace_id, kind, id, words, digits)
select workspace_id, kind, id, search_lexemes(workspace_id, kind, text), digits from search_source where kind = 'lead';

-- Leads that have all the words, or these digits in the phone, the newest first.
create function search_leads(spellings jsonb, of_phone text, at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  here integer := current_workspace();
  condition tsquery;
begin
  if of_phone is not null then
    return query select lead.id from search_row join lead on lead.workspace_id = here and lead.id = search_row.id
      where search_row.digits like '%' || of_phone || '%' and search_row.workspace_id = here and search_row.kind = 'lead'
      order by lead.created_at desc, lead.id desc limit at_most;
  elsif jsonb_array_length(spellings) > 0 then
    condition := search_condition('lead', spellings);
    return query select lead.id from search_row join lead on lead.workspace_id = here and lead.id = search_row.id
      where search_row.words @@ condition order by lead.created_at desc, lead.id desc limit at_most;
  end if;
end $$;
select app_function('search_leads(jsonb, text, integer)');
