-- What every creation runs, in a language that keeps its plans, and told to keep them: SQL functions are planned anew at each call, which
-- cost more than they do.

create or replace function search_lexemes(of_workspace integer, of_kind text, text text) returns tsvector
language plpgsql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(
    (select array_to_tsvector(array_agg(of_workspace || ':' || of_kind || ':' || left(word, 60))) from search_words(text) as word), '');
end $$;

create or replace function search_put(of_kind text, workspaces integer[], ids uuid[], names text[], texts text[], phones text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into search_row as known (workspace_id, kind, id, words, digits)
  select workspace_id, of_kind, fresh.id, search_lexemes(workspace_id, of_kind, fresh.text), search_digits(fresh.phone)
  from unnest(workspaces, ids, texts, phones) as fresh (workspace_id, id, text, phone)
  on conflict (workspace_id, kind, id) do update set words = excluded.words, digits = excluded.digits;
  -- In one order, so that two who bring the same words wait for each other and do not block each other.
  insert into search_word (workspace_id, word)
  select distinct fresh.workspace_id, left(word, 60)
  from unnest(workspaces, names) as fresh (workspace_id, name), search_words(fresh.name) as word
  where length(word) >= 3 and word !~ '^\d+$'
  order by 1, 2
  on conflict do nothing;
end $$;

create or replace function write_client_words(of_workspace integer, of_deal uuid, contact uuid, company uuid) returns void
language plpgsql as $$
#variable_conflict use_column
declare
  folded text := concat_ws(' ',
    (select folded_name from contact where workspace_id = of_workspace and id = write_client_words.contact),
    (select folded_name from company where workspace_id = of_workspace and id = write_client_words.company));
begin
  delete from deal_word
  where workspace_id = of_workspace and deal_id = of_deal and of = 'client' and word not in (select words_of(folded));
  insert into deal_word (workspace_id, deal_id, of, word)
  select of_workspace, of_deal, 'client', word from words_of(folded) as word
  on conflict do nothing;
end $$;
