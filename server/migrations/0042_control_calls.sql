-- How often a drawn loss was called about in vain, when last, and from when it is worth another call (H6).
alter table closure
  add column sample_tries integer not null default 0 check (sample_tries >= 0),
  add column sample_tried_at timestamptz,
  add column sample_again_at timestamptz;
