-- What the regulation tells a head at once: one of his people has had too few deals for too long, and what led to it (D9).
create table notice (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  member_id uuid not null, -- who is told
  breach_id uuid not null, -- of what
  about_id uuid not null, -- whose breach it is
  clause text not null,
  at timestamptz not null,
  facts jsonb not null, -- numbers only: how many deals, how many were asked for, what came and went before
  seen_at timestamptz,
  primary key (workspace_id, id),
  constraint notice_once unique (workspace_id, breach_id),
  constraint notice_member_fk foreign key (workspace_id, member_id) references member (workspace_id, id),
  constraint notice_about_fk foreign key (workspace_id, about_id) references member (workspace_id, id)
);
create index notice_of_member on notice (workspace_id, member_id, at desc, id desc);
create index notice_unseen on notice (workspace_id, member_id) where seen_at is null;
select tenant_table('notice', 'select, insert, update');

-- A company has a head of sales since it hired one: the first of them looks after whoever is in no team, until another is chosen.
update workspace set default_head_id = (
    select head.id from member as head
    where head.workspace_id = workspace.id and head.role = 'head' and head.deactivated_at is null
    order by head.created_at, head.id limit 1
  ), revision = revision + 1
where exists (select from member as chief where chief.workspace_id = workspace.id and chief.id = default_head_id and chief.role = 'owner')
  and exists (select from member as head where head.workspace_id = workspace.id and head.role = 'head' and head.deactivated_at is null);
