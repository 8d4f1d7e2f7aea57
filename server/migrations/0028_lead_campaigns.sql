-- By which campaign an inquiry came (C1), as a column of its own: behind row-level security only a plain comparison finds its index.
alter table lead add column campaign_name text generated always as (campaign ->> 'utm_campaign') stored;
create index lead_by_campaign on lead (workspace_id, campaign_name, created_at desc, id desc) where campaign_name is not null;
