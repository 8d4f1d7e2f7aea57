-- A drawn loss whose client nobody reaches may end as not reached, after so many calls as the regulation says (H6).
alter table closure drop constraint closure_sample_check;
alter table closure add constraint closure_sample_check check (sample in ('drawn', 'real', 'false', 'not-reached', 'withdrawn'));
