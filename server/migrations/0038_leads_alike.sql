-- Leads that wait, by the whole name: two of one person who has left a phone once and an e-mail the other time (C2).
create index lead_waiting_by_name on lead (workspace_id, folded_name, created_at desc) where status in ('new', 'in-work') and folded_name is not null;
