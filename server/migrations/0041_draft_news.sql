-- What changes without an entry in the journal, and is to be heard of on open screens all the same: the paper on which heads write the
-- regulation together. One row for each such thing of a workspace, with the transaction that changed it last.
create table changed_thing (
  workspace_id integer not null references workspace (id),
  kind text not null,
  tx xid8 not null,
  primary key (workspace_id, kind)
);
select tenant_table('changed_thing', 'select, insert, update');
select readable_by_definers('changed_thing');

create function working_draft_changed() returns trigger
language plpgsql as $$ begin
  insert into changed_thing (workspace_id, kind, tx)
  values (coalesce(new.workspace_id, old.workspace_id), 'working-draft', pg_current_xact_id())
  on conflict (workspace_id, kind) do update set tx = excluded.tx;
  return null;
end $$;
create trigger working_draft_changed after insert or update or delete on working_draft
  for each row execute function working_draft_changed();

-- As before, and with these things; who they are is said by their kind, so their id is that of no one.
create or replace function journal_news(since xid8, of_workspaces integer[], at_most integer)
returns table (head xid8, workspace_id integer, stream_kind text, stream_id uuid, former uuid[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with snapshot as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as head),
  fresh as (
    (select journal.workspace_id, journal.stream_kind, journal.stream_id,
      array_agg(distinct (journal.data ->> 'from')::uuid) filter (where journal.type = 'responsible-changed' and journal.data ->> 'from' is not null) as former
    from journal, snapshot
    where journal.tx >= since and journal.tx < snapshot.head and journal.workspace_id = any (of_workspaces)
    group by journal.workspace_id, journal.stream_kind, journal.stream_id
    limit at_most)
    union all
    select thing.workspace_id, thing.kind, '00000000-0000-0000-0000-000000000000'::uuid, null::uuid[]
    from changed_thing as thing, snapshot
    where thing.workspace_id = any (of_workspaces) and thing.tx >= since and thing.tx < snapshot.head
  )
  select snapshot.head, fresh.workspace_id, fresh.stream_kind, fresh.stream_id, fresh.former
  from snapshot left join fresh on true
$$;
