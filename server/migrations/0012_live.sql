-- What is new in the journal, for screens that are open; and one row for each thing that people search for.

-- ── News ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

create index journal_by_tx on journal (tx);
select readable_by_definers('journal');

-- What has been committed since a transaction, each subject once. `head` is where to go on from: everything below it is committed, so
-- that nothing that commits late is passed over. `former` are the people from whom a deal was taken.
create function journal_news(since xid8, of_workspaces integer[], at_most integer)
returns table (head xid8, workspace_id integer, stream_kind text, stream_id uuid, former uuid[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with snapshot as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as head),
  fresh as (
    select journal.workspace_id, journal.stream_kind, journal.stream_id,
      array_agg(distinct (journal.data ->> 'from')::uuid) filter (where journal.type = 'responsible-changed' and journal.data ->> 'from' is not null) as former
    from journal, snapshot
    where journal.tx >= since and journal.tx < snapshot.head and journal.workspace_id = any (of_workspaces)
    group by journal.workspace_id, journal.stream_kind, journal.stream_id
    limit at_most
  )
  select snapshot.head, fresh.workspace_id, fresh.stream_kind, fresh.stream_id, fresh.former
  from snapshot left join fresh on true
$$;
select app_function('journal_news(xid8, integer[], integer)');
