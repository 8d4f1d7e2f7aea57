-- Control reads open breaches and those that have ended within the last week; both stay as small as they are, however much was ever broken.
create index breach_open_by_time on breach (workspace_id, from_at, id) where until_at is null;
create index breach_ended on breach (workspace_id, until_at) where until_at is not null;
