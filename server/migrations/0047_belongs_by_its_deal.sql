-- What belongs to a deal or a member belongs to its workspace by that: the second reference was looked up once more for every task, visit,
-- text and breach. A record of the journal is written with what it tells of, in a transaction of that workspace.
alter table task drop constraint task_workspace_id_fkey;
alter table stage_visit drop constraint stage_visit_workspace_id_fkey;
alter table deal_text drop constraint deal_text_workspace_id_fkey;
alter table deal_view drop constraint deal_view_workspace_id_fkey;
alter table load_change drop constraint load_change_workspace_id_fkey;
alter table taking drop constraint taking_workspace_id_fkey;
alter table member_check drop constraint member_check_workspace_id_fkey;
alter table breach drop constraint breach_workspace_id_fkey;
alter table breach add constraint breach_of_something check (num_nonnulls(deal_id, lead_id, member_id) > 0);
alter table journal drop constraint journal_workspace_id_fkey;
