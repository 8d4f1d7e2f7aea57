-- How often a criterion or a kind of false loss is used is counted before it may leave its list (H1, H6).
create index closure_by_criterion on closure (workspace_id, criterion) where criterion is not null;
create index closure_by_false_loss on closure (workspace_id, false_loss) where false_loss is not null;
