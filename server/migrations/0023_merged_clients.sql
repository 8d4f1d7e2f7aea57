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
