-- Files that come in through the screen (L3): what was uploaded is stored first, then read in the background; whoever takes an import up
-- again after a crash finds everything here.

create table import (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  by_id uuid not null,
  state text not null check (state in ('made', 'waiting', 'running', 'done', 'failed')),
  main_file text,
  mapping jsonb,
  dry_run boolean not null default false,
  rows_done integer not null default 0,
  report jsonb,
  faults jsonb,
  rejected bytea, -- the rows that did not come in, as a file
  created_at timestamptz not null,
  heard_at timestamptz, -- of the process that runs it
  finished_at timestamptz,
  primary key (workspace_id, id),
  constraint import_by_fk foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create index import_by_age on import (workspace_id, created_at desc, id desc);
create index import_to_run on import (state, heard_at) where state in ('waiting', 'running');
select tenant_table('import');
select readable_by_definers('import');

create table import_file (
  workspace_id integer not null references workspace (id),
  import_id uuid not null,
  name text not null,
  content bytea not null, -- as CSV
  outline jsonb not null, -- columns with what stands in them, the first rows, how many there are
  primary key (workspace_id, import_id, name),
  constraint import_file_fk foreign key (workspace_id, import_id) references import (workspace_id, id) on delete cascade
);
select tenant_table('import_file');

-- A mapping that was saved to be used again.
create table import_mapping (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  name text not null,
  mapping jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  constraint import_mapping_name_once unique (workspace_id, name)
);
select tenant_table('import_mapping');

-- Imports that nobody runs: just ordered, or left by a process that has not been heard of since.
create function imports_to_run(silent_since timestamptz) returns table (workspace_id integer, id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select import.workspace_id, import.id from import
  where state = 'waiting' or (state = 'running' and heard_at < silent_since) order by created_at limit 20
$$;
select app_function('imports_to_run(timestamptz)');
