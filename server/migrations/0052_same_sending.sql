-- A form is sent once by whoever fills it in once: how long he took and where his browser draws the line between parts differ from click to
-- click. `same_as` is what they have in common (none: the bytes as they came); how long it is the same is `same_for`, as before.

drop function receive_form(text, text, integer, integer, uuid, text, bytea, interval, timestamptz);

-- One statement until it is answered: whether it takes what came, and the row as it came. `tries`: how often this address has sent to it in
-- this minute. `outcome`: stored, known (the same was sent before: its number is answered), none (no such form, or it is off), origin (a
-- page that it takes nothing from), flood, empty. `filled_in`: in so many seconds; what is taken for a robot's is not what a person sends
-- again more slowly.
create function receive_form(
  given text, page_origin text, tries integer, usual_per_minute integer, fresh uuid, body_type text, bytes bytea, same_for interval, now timestamptz,
  same_as bytea default null, filled_in integer default null
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
    sent := case
      when same_as is null then convert_to(coalesce(body_type, ''), 'UTF8') || '\x00'::bytea || bytes
      when filled_in < (door.settings ->> 'secondsMin')::integer then same_as || '\x00'::bytea
      else same_as
    end;
    select * into kept from store_arrival(fresh, of_workspace, 'form', door.id, door.name, sha256(convert_to(span || ' ', 'UTF8') || sent),
      sha256(convert_to((span - 1) || ' ', 'UTF8') || sent), received - same_for, body_type, bytes, received, now);
    arrival := kept.id;
    outcome := case when kept.is_new then 'stored' else 'known' end;
  end if;
  return next;
end $$;
select app_function('receive_form(text, text, integer, integer, uuid, text, bytea, interval, timestamptz, bytea, integer)');
