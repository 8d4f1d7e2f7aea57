-- The regulation as it is being changed on screen: one paper of the company, on which several heads write, each seeing what the others
-- wrote. It may still be wrong; only a checked draft made of it comes in force.
create table working_draft (
  workspace_id integer primary key references workspace (id),
  version integer not null,
  content jsonb not null, -- changes to the version on which it is based, as a draft is sent
  edited_at timestamptz not null,
  edited_by uuid not null,
  foreign key (workspace_id, edited_by) references member (workspace_id, id)
);
select tenant_table('working_draft');
