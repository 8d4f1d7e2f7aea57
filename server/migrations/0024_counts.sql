-- The board's counts without a queue: an act adds its differences, each in a row of its own, and the sweeper sums them up. While the
-- counts themselves were changed by the acts, everybody who took from the exchange waited for the one row of what waits there.

alter table board_count rename to board_count_kept;

create table board_count_change (
  workspace_id integer not null references workspace (id),
  id bigint generated always as identity,
  pipeline text not null,
  stage text not null,
  responsible_id uuid not null, -- the zero uuid: on the exchange
  currency text not null, -- empty: without a budget
  deals integer not null,
  amount bigint not null,
  primary key (workspace_id, id)
);
select tenant_table('board_count_change', 'select, insert, delete');
create index board_count_change_of_responsible on board_count_change (workspace_id, responsible_id);

-- What readers see: what is summed up and what is not yet, the same in one statement however the sweeper comes in between.
create view board_count with (security_invoker = true) as
select workspace_id, pipeline, stage, responsible_id, currency, sum(deals)::integer as deals, sum(amount)::bigint as amount
from (
  select * from board_count_kept
  union all
  select workspace_id, pipeline, stage, responsible_id, currency, deals, amount from board_count_change
) as both_parts
group by workspace_id, pipeline, stage, responsible_id, currency;
grant select on board_count to reglament_app;

select readable_by_definers('board_count_change');
create function workspaces_with_changed_counts() returns setof integer
language sql stable security definer set search_path = public, pg_temp
as $$ select distinct workspace_id from board_count_change $$;
select app_function('workspaces_with_changed_counts()');
