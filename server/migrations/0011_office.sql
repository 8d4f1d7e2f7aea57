-- The regulation as a document with dates, settings, and files that come in through the screen.

-- ── A version that comes in force on a date ──────────────────────────────────────────────────────────────────────────────────

-- `next_step_at` is then the earlier of its date and the next step of a clause.
alter table rulebook add column next_version integer;
alter table rulebook add column next_version_at timestamptz;
alter table rulebook add constraint rulebook_next_version_fk
  foreign key (workspace_id, next_version) references regulation_version (workspace_id, number);
alter table rulebook add constraint rulebook_next_version_with_date check ((next_version is null) = (next_version_at is null));

alter table regulation_version add column withdrawn_at timestamptz; -- it was to come, and was called off
grant update (withdrawn_at) on regulation_version to reglament_app;

-- What is taken out of a pipeline keeps its name for the history of those deals that passed it.
alter table stage add column removed_at timestamptz;
alter table pipeline add column removed_at timestamptz;

-- ── Figures beside the clauses ───────────────────────────────────────────────────────────────────────────────────────────────

create index journal_findings on journal (workspace_id, recorded_at)
  where type in ('refused', 'would-refuse', 'confirmed', 'exempt');
