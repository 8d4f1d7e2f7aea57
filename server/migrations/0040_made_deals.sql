-- A deal that is made becomes findable by its client, and the client is looked up by his id. The join over the set of made deals was
-- planned for a thousand of them and read every contact of the company at each creation.
create or replace function deals_found_by_their_clients() returns trigger
language plpgsql as $$ begin
  insert into deal_word (workspace_id, deal_id, of, word)
  select fresh.workspace_id, fresh.id, 'client', word
  from fresh
  cross join lateral words_of(concat_ws(' ',
    (select folded_name from contact where contact.workspace_id = fresh.workspace_id and contact.id = fresh.contact_id),
    (select folded_name from company where company.workspace_id = fresh.workspace_id and company.id = fresh.company_id))) as word
  where fresh.contact_id is not null or fresh.company_id is not null
  on conflict do nothing;
  return null;
end $$;

-- What belongs to a deal belongs to its workspace by that: the second reference was looked up once more for every word and field.
alter table deal_word drop constraint deal_word_workspace_id_fkey;
alter table deal_field drop constraint deal_field_workspace_id_fkey;
