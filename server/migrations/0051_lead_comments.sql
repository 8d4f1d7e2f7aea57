-- What was learned of a lead before there is a deal: words of colleagues beside it, never over what the client has written (C4).
create table lead_comment (
  workspace_id integer not null,
  id uuid not null,
  lead_id uuid not null,
  text text not null,
  at timestamptz not null,
  by_id uuid not null,
  primary key (workspace_id, id),
  constraint lead_comment_lead_fk foreign key (workspace_id, lead_id) references lead (workspace_id, id),
  constraint lead_comment_by_fk foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create index lead_comment_of_lead on lead_comment (workspace_id, lead_id, at);
select tenant_table('lead_comment', 'select, insert, update');
