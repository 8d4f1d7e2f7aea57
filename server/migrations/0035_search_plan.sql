-- What the palette asks, with its condition made once and handed over: as an answer of a function it was made anew for every row that was
-- looked at, which among a million clients took longer than anybody waits. And by the index always: how often a beginning of a word stands
-- there is not known before it is looked up.
create or replace function search_clients(of_kind text, spellings jsonb, phone text, at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  here integer := current_workspace();
  condition tsquery;
begin
  if phone is not null then
    return query select id from search_row
      where digits like '%' || phone || '%' and workspace_id = here and kind = of_kind limit at_most;
  elsif jsonb_array_length(spellings) > 0 then
    condition := search_condition(of_kind, spellings);
    return query select id from search_row where words @@ condition limit at_most;
  end if;
end $$;

-- Whether a word is rare decides the way to the deals that have it: each time anew.
alter function search_deals(jsonb, uuid[], integer) set plan_cache_mode = 'force_custom_plan';
