-- The load of a member (regulation §3): how many open sales deals he has. Said once; members without a deal have no row.
create view member_load with (security_invoker = true) as
select board_count.workspace_id, board_count.responsible_id as member_id, sum(board_count.deals)::integer as open
from board_count
join stage on stage.workspace_id = board_count.workspace_id and stage.pipeline = board_count.pipeline and stage.key = board_count.stage
join pipeline on pipeline.workspace_id = stage.workspace_id and pipeline.key = stage.pipeline
where stage.kind = 'open' and pipeline.kind = 'sales'
group by board_count.workspace_id, board_count.responsible_id;
grant select on member_load to reglament_app;
