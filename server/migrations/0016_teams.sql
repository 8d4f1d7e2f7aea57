-- Teams and members edited on the screen, passwords that are changed and reset, sessions that are ended from elsewhere.

-- Optimistic editing: what people change in the settings has a number of its state.
alter table team add column revision integer not null default 1;
alter table member add column revision integer not null default 1;
alter table workspace add column revision integer not null default 1;

-- The natural key: the second click makes no second team.
create unique index team_name_once on team (workspace_id, lower(name));
create index team_of_head on team (workspace_id, head_id) where head_id is not null;

-- A link by which a member sets a new password: single use, short. No grants: the functions below are the only way in.
create table password_reset (
  token_hash bytea primary key,
  workspace_id integer not null,
  member_id uuid not null,
  identity_id uuid not null references identity (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index password_reset_of_identity on password_reset (identity_id);
create index password_reset_of_member on password_reset (workspace_id, member_id);
create index session_of_identity on session (identity_id);

-- Members of the current workspace who hold an invitation that still works, and until when.
create function invited_members(moment timestamptz) returns table (member_id uuid, until timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select invitation.member_id, max(invitation.expires_at) from invitation
  where invitation.workspace_id = current_workspace() and invitation.used_at is null and invitation.expires_at > moment
  group by invitation.member_id
$$;
select app_function('invited_members(timestamptz)');

-- Nobody's password is in the hands of one company when he works in two.
create function works_elsewhere(identity_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from member where member.identity_id = works_elsewhere.identity_id and member.workspace_id is distinct from current_workspace())
$$;
select app_function('works_elsewhere(uuid)');

-- A new link ends the earlier ones. False for who has no way in yet, is shut out, or works in another company too.
create function add_password_reset(token_hash bytea, member_id uuid, at timestamptz, expires_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  person uuid;
begin
  select member.identity_id into person from member
  where member.workspace_id = current_workspace() and member.id = add_password_reset.member_id and member.deactivated_at is null;
  if person is null or works_elsewhere(person) then return false; end if;
  delete from password_reset where password_reset.identity_id = person;
  insert into password_reset values (token_hash, current_workspace(), member_id, person, at, expires_at);
  return true;
end $$;
select app_function('add_password_reset(bytea, uuid, timestamptz, timestamptz)');

create function find_password_reset(token_hash bytea, moment timestamptz)
returns table (workspace_id integer, identity_id uuid, email text, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select member.workspace_id, member.identity_id, identity.email, member.name
  from password_reset
  join member on member.workspace_id = password_reset.workspace_id and member.id = password_reset.member_id
  join identity on identity.id = password_reset.identity_id
  where password_reset.token_hash = find_password_reset.token_hash and password_reset.expires_at > moment
    and member.deactivated_at is null and member.identity_id = password_reset.identity_id
$$;
select app_function('find_password_reset(bytea, timestamptz)');

-- True for the one caller who uses it: the password is the new one, every session of the person is over, and so are his other links.
create function use_password_reset(token_hash bytea, password_hash text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  used password_reset;
begin
  delete from password_reset
  where password_reset.token_hash = use_password_reset.token_hash and password_reset.workspace_id = current_workspace()
    and password_reset.expires_at > moment
  returning * into used;
  if used.identity_id is null or works_elsewhere(used.identity_id) then return false; end if;
  if not exists (
    select from member where member.workspace_id = used.workspace_id and member.id = used.member_id
      and member.identity_id = used.identity_id and member.deactivated_at is null) then return false; end if;
  update identity set password_hash = use_password_reset.password_hash where identity.id = used.identity_id;
  delete from session where session.identity_id = used.identity_id;
  delete from password_reset where password_reset.identity_id = used.identity_id;
  return true;
end $$;
select app_function('use_password_reset(bytea, text, timestamptz)');

-- The stored password of a member of the current workspace, for him to prove that he knows it.
create function password_of(member_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select identity.password_hash from member join identity on identity.id = member.identity_id
  where member.workspace_id = current_workspace() and member.id = password_of.member_id
$$;
select app_function('password_of(uuid)');

-- A new password in place of the one that was proved; false when somebody else has changed it in between. Only the session it was done
-- in stays.
create function change_password(member_id uuid, was text, password_hash text, keep bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  person uuid;
begin
  update identity set password_hash = change_password.password_hash
  from member
  where member.workspace_id = current_workspace() and member.id = change_password.member_id and identity.id = member.identity_id
    and identity.password_hash = was
  returning identity.id into person;
  if person is null then return false; end if;
  delete from session where session.identity_id = person and session.token_hash is distinct from keep;
  delete from password_reset where password_reset.identity_id = person;
  return true;
end $$;
select app_function('change_password(uuid, text, text, bytea)');

-- Where a person is signed in, in every company of his; `mine` is the session that asks.
create function sessions_of(member_id uuid, mine bytea, moment timestamptz, idle interval)
returns table (created_at timestamptz, seen_at timestamptz, is_mine boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select session.created_at, session.seen_at, session.token_hash is not distinct from mine
  from member join session on session.identity_id = member.identity_id
  where member.workspace_id = current_workspace() and member.id = sessions_of.member_id
    and session.expires_at > moment and session.seen_at > moment - idle
  order by session.seen_at desc
$$;
select app_function('sessions_of(uuid, bytea, timestamptz, interval)');

create function close_other_sessions(member_id uuid, mine bytea) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from session using member
  where member.workspace_id = current_workspace() and member.id = close_other_sessions.member_id
    and session.identity_id = member.identity_id and session.token_hash is distinct from mine
$$;
select app_function('close_other_sessions(uuid, bytea)');

-- Everything that lets a member of the current workspace in.
create or replace function shut_out(member_id uuid, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from session where session.workspace_id = current_workspace() and session.member_id = shut_out.member_id;
  delete from invitation where invitation.workspace_id = current_workspace() and invitation.member_id = shut_out.member_id;
  delete from password_reset where password_reset.workspace_id = current_workspace() and password_reset.member_id = shut_out.member_id;
  update api_key set revoked_at = at
  where api_key.workspace_id = current_workspace() and api_key.member_id = shut_out.member_id and api_key.revoked_at is null;
$$;

-- Called by every process now and then; all of it has lost its meaning.
create or replace function forget_expired(at timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from session where expires_at <= at;
  delete from invitation where expires_at <= at;
  delete from password_reset where expires_at <= at;
  delete from sign_in_attempt where span_start < at - interval '1 day';
  delete from idempotency where created_at < at - interval '2 days';
$$;
