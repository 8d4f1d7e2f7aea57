-- Leads are searched among those that fit the filters: what fits is found however many newer leads have the words.

drop function search_leads(jsonb, text, integer);

-- Leads that have all the words, or these digits in the phone, the newest first: of those that fit, from behind the last one that was
-- told. A filter that is null asks for nothing. What few have is found by its index. What many have is found among the newest that fit,
-- and where it isn't, as with a word that only old leads have, by walking along those that fit with all that have it in hand, for which
-- there has to be room.
create function search_leads(
  spellings jsonb, of_phone text, at_most integer, statuses text[] default null, sources text[] default null, of_channel text default null,
  of_campaign text default null, of_deal uuid default null, of_contact uuid default null, whose uuid[] default null, or_nobodys boolean default true,
  behind_at timestamptz default null, behind_id uuid default null
) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off
set plan_cache_mode = force_custom_plan set work_mem = '64MB' as $$
declare
  here integer := current_workspace();
  few constant integer := 2000;
  looked_at constant integer := 1000;
  condition tsquery;
  -- How a phone is looked for; none: by words.
  digits_like text := '%' || of_phone || '%';
  having_it uuid[];
  known uuid[];
  fitting integer;
begin
  if of_phone is not null then
    having_it := array(
      select id from (select id, workspace_id, kind from search_row where digits like digits_like offset 0) as found
      where workspace_id = here and kind = 'lead' limit few + 1);
  elsif jsonb_array_length(spellings) > 0 then
    condition := search_condition('lead', spellings);
    having_it := array(select id from search_row where words @@ condition limit few + 1);
  else
    return;
  end if;
  if cardinality(having_it) <= few then
    return query select lead.id from lead
      where lead.id = any (having_it) and lead.workspace_id = here and lead.merged_into is null
      and (statuses is null or lead.status = any (statuses)) and (sources is null or lead.source = any (sources))
      and (of_channel is null or lead.channel = of_channel) and (of_campaign is null or lead.campaign_name = of_campaign)
      and (of_deal is null or lead.deal_id = of_deal) and (of_contact is null or lead.contact_id = of_contact)
      and (whose is null or lead.responsible_id = any (whose) or (or_nobodys and lead.responsible_id is null))
      and (behind_at is null or (lead.created_at, lead.id) < (behind_at, behind_id))
      order by lead.created_at desc, lead.id desc limit at_most;
    return;
  end if;

  with newest as materialized (
    select id, created_at from lead
    where lead.workspace_id = here and lead.merged_into is null
      and (statuses is null or lead.status = any (statuses)) and (sources is null or lead.source = any (sources))
      and (of_channel is null or lead.channel = of_channel) and (of_campaign is null or lead.campaign_name = of_campaign)
      and (of_deal is null or lead.deal_id = of_deal) and (of_contact is null or lead.contact_id = of_contact)
      and (whose is null or lead.responsible_id = any (whose) or (or_nobodys and lead.responsible_id is null))
      and (behind_at is null or (lead.created_at, lead.id) < (behind_at, behind_id))
    order by lead.created_at desc, lead.id desc limit looked_at
  )
  select (select count(*) from newest), array(
    select newest.id from newest join search_row
      on search_row.workspace_id = here and search_row.kind = 'lead' and search_row.id = newest.id
    where (of_phone is null or search_row.digits like digits_like) and (condition is null or search_row.words @@ condition)
    order by newest.created_at desc, newest.id desc limit at_most
  ) into fitting, known;
  if fitting < looked_at or cardinality(known) >= at_most then
    return query select unnest(known);
    return;
  end if;

  -- Written so that it stays a set that is asked, and does not become a join that looks each of them up.
  return query select lead.id from lead
    where lead.workspace_id = here and lead.merged_into is null
      and (statuses is null or lead.status = any (statuses)) and (sources is null or lead.source = any (sources))
      and (of_channel is null or lead.channel = of_channel) and (of_campaign is null or lead.campaign_name = of_campaign)
      and (of_deal is null or lead.deal_id = of_deal) and (of_contact is null or lead.contact_id = of_contact)
      and (whose is null or lead.responsible_id = any (whose) or (or_nobodys and lead.responsible_id is null))
      and (behind_at is null or (lead.created_at, lead.id) < (behind_at, behind_id))
      and case when lead.id in (
        select search_row.id from search_row
        where (of_phone is null or search_row.digits like digits_like) and (condition is null or search_row.words @@ condition)
      ) then true end
    order by lead.created_at desc, lead.id desc limit at_most;
end $$;
select app_function(
  'search_leads(jsonb, text, integer, text[], text[], text, text, uuid, uuid, uuid[], boolean, timestamptz, uuid)');
