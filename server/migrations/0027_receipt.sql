-- An inquiry of a site costs two statements until it is answered: who may send, and the row. The first writes no log that has to reach
-- the disk, so many from one address wait for each other's count and not for each other's disk.

-- Whose form it is, and whether it takes what comes now. `outcome`: open, none (no such form, or it is off), origin (a page that it takes
-- nothing from), flood (too many from this address in this minute).
create function knock_at_form(given text, page_origin text, address text, usual_per_minute integer, at timestamptz)
returns table (outcome text, workspace_id integer, id uuid, name text, settings jsonb, enabled boolean, kind text, clock_at timestamptz, locale text)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  door record;
  origins jsonb;
begin
  select * into door from form_of_key(given);
  origins := coalesce(nullif(door.settings -> 'origins', 'null'), '[]');
  return query select
    case
      when door.enabled is not true then 'none'
      when page_origin is not null and origins <> '[]' and not origins ? '*' and not origins ? page_origin then 'origin'
      when count_attempt('form', sha256(convert_to(door.id || ' ' || address, 'UTF8')), date_trunc('minute', at))
        > coalesce((door.settings ->> 'perMinute')::integer, usual_per_minute) then 'flood'
      else 'open'
    end,
    door.workspace_id, door.id, door.name, door.settings, door.enabled, door.kind, door.clock_at, door.locale;
end $$;
select app_function('knock_at_form(text, text, text, integer, timestamptz)');

-- Stores what came, as it came; what has one of these keys already is there already. The workspace is set for this transaction, so the
-- wall is the same as for everything else.
create function store_arrival(
  fresh uuid, of_workspace integer, of_via text, of_door uuid, door_name text, this_key bytea, earlier_key bytea, earlier_after timestamptz,
  body_type text, bytes bytea, received timestamptz, stored timestamptz
) returns table (id uuid, is_new boolean)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('app.workspace', of_workspace::text, true);
  insert into raw_arrival (workspace_id, id, via, via_id, via_name, dedupe, content_type, body, state, received_at, stored_at)
  select of_workspace, fresh, of_via, of_door, door_name, this_key, body_type, bytes, 'received', received, stored
  where not exists (
    select from raw_arrival as known where known.workspace_id = of_workspace and known.via = of_via and known.via_id = of_door
      and known.dedupe = earlier_key and known.received_at > earlier_after
  )
  on conflict (workspace_id, via, via_id, dedupe) do nothing;
  if found then return query select fresh, true; return; end if;
  return query
    select known.id, false from raw_arrival as known
    where known.workspace_id = of_workspace and known.via = of_via and known.via_id = of_door and known.dedupe in (this_key, earlier_key)
    order by known.id desc limit 1;
end $$;
select app_function('store_arrival(uuid, integer, text, uuid, text, bytea, bytea, timestamptz, text, bytea, timestamptz, timestamptz)');
