-- The card and the pages of clients: words between colleagues, the qualification with its script, versions of what people edit.

-- ── Words between colleagues ─────────────────────────────────────────────────────────────────────────────────────────────────

create table comment (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  deal_id uuid not null,
  text text not null,
  at timestamptz not null,
  by_id uuid not null,
  primary key (workspace_id, id),
  constraint comment_deal_fk foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  constraint comment_by_fk foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create index comment_of_deal on comment (workspace_id, deal_id, at desc);
select tenant_table('comment');

-- Who was called by his name in a comment; seen when he has opened that deal since.
create table mention (
  workspace_id integer not null references workspace (id),
  comment_id uuid not null,
  member_id uuid not null,
  deal_id uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (workspace_id, comment_id, member_id),
  constraint mention_comment_fk foreign key (workspace_id, comment_id) references comment (workspace_id, id) on delete cascade,
  constraint mention_member_fk foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index mention_of_member on mention (workspace_id, member_id, at desc, comment_id desc);
create index mention_unseen on mention (workspace_id, member_id) where seen_at is null;
create index mention_of_deal on mention (workspace_id, member_id, deal_id);
select tenant_table('mention');

-- ── Qualification (B12) ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- The company's own questions, script and engines, as it wrote them. No row: those shipped, in the reader's language.
create table qualification_book (
  workspace_id integer primary key references workspace (id),
  document jsonb not null,
  version integer not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  constraint qualification_book_by_fk foreign key (workspace_id, changed_by) references member (workspace_id, id)
);
select tenant_table('qualification_book', 'select, insert, update');

-- What the client answered, question by question; the journal keeps only the lengths.
create table qualification_answer (
  workspace_id integer not null references workspace (id),
  deal_id uuid not null,
  question text not null,
  text text not null,
  version integer not null,
  at timestamptz not null,
  by_id uuid not null,
  primary key (workspace_id, deal_id, question),
  constraint qualification_answer_deal_fk foreign key (workspace_id, deal_id) references deal (workspace_id, id),
  constraint qualification_answer_by_fk foreign key (workspace_id, by_id) references member (workspace_id, id)
);
select tenant_table('qualification_answer');

-- ── Clients ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

alter table contact add column version integer not null default 1; -- what If-Match compares
alter table contact add column position text; -- of a person in his company
alter table contact add column time_zone text; -- null: told by the phone
alter table company add column version integer not null default 1;
alter table company add column site text;

-- What people changed about a client: from what to what. Personal data, so an erasure empties it; it is no journal.
create table client_edit (
  workspace_id integer not null references workspace (id),
  id uuid not null,
  client_id uuid not null, -- a contact or a company
  changes jsonb not null, -- {"phone": ["+7…", null], …}
  at timestamptz not null,
  by_id uuid not null,
  primary key (workspace_id, id),
  constraint client_edit_by_fk foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create index client_edit_of_client on client_edit (workspace_id, client_id, at desc, id desc);
select tenant_table('client_edit');
