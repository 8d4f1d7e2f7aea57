import { statfs } from 'node:fs/promises'
import { Client } from 'pg'
import { readConfiguration } from '../platform/configuration.ts'
import { readMigrations } from '../platform/migrate.ts'
import type { Command } from './command.ts'

type Finding = { holds: boolean; what: string }

/** Asks the database one question; the rows are what is wrong. */
type Check = { what: string; faults: (owner: Client) => Promise<string[]> }

const names = async (client: Client, question: string): Promise<string[]> =>
  (await client.query<{ name: string }>(question)).rows.map((it) => it.name)

const checks: readonly Check[] = [
  {
    what: 'PostgreSQL is version 15 or newer',
    faults: (owner) => names(owner, `select version() as name where current_setting('server_version_num')::int < 150000`),
  },
  {
    what: 'every migration this program knows is applied',
    faults: async (owner) => {
      const applied = new Set(await names(owner, 'select sha256 as name from migration'))
      return (await readMigrations()).filter((it) => !applied.has(it.sha256)).map((it) => `${it.number}_${it.name}`)
    },
  },
  {
    what: 'every table the application can touch is behind forced row-level security, with a policy',
    faults: (owner) =>
      names(
        owner,
        `select relname as name from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
           and has_table_privilege('reglament_app', oid, 'select, insert, update, delete')
           and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = pg_class.oid))`,
      ),
  },
  {
    what: 'the role of the application cannot step over row-level security and owns nothing',
    faults: (owner) =>
      names(
        owner,
        `select 'superuser or BYPASSRLS' as name from pg_roles where rolname = 'reglament_app' and (rolsuper or rolbypassrls or rolcreaterole)
         union all select relname from pg_class where relowner = 'reglament_app'::regrole
         union all select rolname from pg_roles
           where rolname <> 'reglament_app' and (rolsuper or rolbypassrls) and pg_has_role('reglament_app', oid, 'member')`,
      ),
  },
  {
    what: 'functions with the rights of the owner have a fixed search path',
    faults: (owner) =>
      names(
        owner,
        `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
           and not exists (select from unnest(proconfig) as setting where setting like 'search_path=%')`,
      ),
  },
  {
    what: 'no deal is put aside because what falls due of it could not be worked out',
    faults: (owner) =>
      names(owner, `select 'deal ' || id || ' of workspace ' || workspace_id || ' (' || parked_fault || ')' as name from deal where parked_at is not null limit 20`), // prettier-ignore
  },
  {
    what: 'trigrams understand Cyrillic (the database has a UTF-8 character type)',
    faults: (owner) => names(owner, `select current_setting('server_encoding') as name where cardinality(show_trgm('Ёжик')) = 0`),
  },
]

/** Less than this and the next busy day may fill it. */
const freeBytesMin = 1024 ** 3

async function diskFinding(home: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(home)
  const free = bavail * bsize
  return { holds: free >= freeBytesMin, what: `${(free / 1024 ** 3).toFixed(1)} GB are free at ${home}` }
}

export const command: Command = {
  name: 'doctor',
  about: 'Checks the installation and says what is wrong.',
  more: 'Ends with 0 when all is well, with 1 otherwise.',
  options: {},
  run: async ({ database, print }) => {
    const { ownerUrl } = await database()
    const owner = new Client({ connectionString: ownerUrl })
    await owner.connect()
    const findings: Finding[] = []
    try {
      for (const { what, faults } of checks) {
        const found = await faults(owner)
        findings.push({ holds: found.length === 0, what: found.length === 0 ? what : `${what}: not ${found.join(', ')}` })
      }
    } finally {
      await owner.end()
    }
    findings.push(await diskFinding(readConfiguration().home))
    for (const { holds, what } of findings) print(`${holds ? 'well ' : 'WRONG'}  ${what}`)
    return findings.every((it) => it.holds) ? 0 : 1
  },
}
