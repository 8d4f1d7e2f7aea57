-- «Дом» and «ООО „Дом“» are one company (C2): the name without its form, quotes and signs is kept beside each, to be looked up by. The same
-- rule as `plainCompanyName` of the kernel, over a text whose case is folded already; no classes of letters, which a collation would decide.
create function company_plain_name(folded text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select regexp_replace(regexp_replace(
    btrim(regexp_replace(translate(replace(folded, '.', ''), '«»„“”‟"''‘’‚‹›`(),;', repeat(' ', 18)), ' +', ' ', 'g'), ' '),
    '^(?:(?:ооо|общество с ограниченной ответственностью|llc|ао|оао|зао|пао|нао|акционерное общество|публичное акционерное общество|ип|индивидуальный предприниматель|чп|тоо|ltd|limited|inc|corp|gmbh|ag|plc) )+', ''),
    '(?: (?:ооо|общество с ограниченной ответственностью|llc|ао|оао|зао|пао|нао|акционерное общество|публичное акционерное общество|ип|индивидуальный предприниматель|чп|тоо|ltd|limited|inc|corp|gmbh|ag|plc))+$', '')
$$;

alter table company add column plain_name text generated always as (company_plain_name(folded_name)) stored;
create index company_by_plain_name on company (workspace_id, plain_name);
