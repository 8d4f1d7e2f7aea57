import type { Locale } from '@reglament/contract'
import { ImportError, importFile, readMapping, sayImportError, sayReport } from '../modules/transfer/index.ts'
import { withClient } from '../platform/database/withClient.ts'
import { CommandError } from './command.ts'
import type { Command } from './command.ts'

/** Rows were left out: nothing is wrong with the program, but somebody has to look. */
const someRejected = 2

export const command: Command = {
  name: 'import',
  about: 'Brings the deals of a CSV file in as they are, by a mapping.',
  more: [
    'The mapping is described in docs/import.md (in English: docs/import.en.md). Run it with --dry-run first.',
    'The same file again adopts nothing twice. Ends with 0, with 2 when some rows were rejected, with 1 when it did not come to its end.',
  ].join('\n'),
  takes: '<file.csv>',
  options: {
    mapping: { type: 'string', about: 'JSON file: which column is what', required: true },
    workspace: { type: 'string', about: 'Number or name of the workspace', required: true },
    by: { type: 'string', about: 'E-mail of the owner or admin who imports; the first owner by default' },
    'dry-run': { type: 'boolean', about: 'Write nothing, give the same report' },
    report: { type: 'string', about: 'CSV file for the rows that did not come in, with their reasons' },
    encoding: { type: 'string', about: 'utf-8, windows-1251, utf-16le …; found out by default' },
    delimiter: { type: 'string', about: 'One sign, or tab; found out by default' },
    language: { type: 'string', about: 'ru or en; by LANG by default' },
  },
  run: async ({ services, database, print }, values, positionals) => {
    const language = languageOf(values.language)
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0)
      throw new CommandError('Give one file: npm run crm -- import <file.csv> --mapping <mapping.json> …')
    const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined)
    try {
      const mapping = await readMapping(text('mapping')!)
      const workspaceId = await findWorkspace((await database()).ownerUrl, text('workspace')!)
      const report = await importFile(await services(), {
        file,
        mapping,
        workspaceId,
        by: text('by'),
        dryRun: values['dry-run'] === true,
        report: text('report'),
        encoding: text('encoding'),
        delimiter: text('delimiter'),
        language,
        onBatch: sayProgress,
      })
      endProgress()
      for (const line of sayReport(report, report.book, language)) print(line)
      return report.rejected > 0 ? someRejected : 0
    } catch (error) {
      endProgress()
      if (error instanceof ImportError) throw new CommandError(sayImportError(error, language))
      throw error
    }
  },
}

function languageOf(given: unknown): Locale {
  if (given !== undefined && given !== 'ru' && given !== 'en') throw new CommandError('--language is ru or en')
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return given ?? ((LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('ru') ? 'ru' : 'en')
}

/** A workspace by its number or its name; only the owner of the tables sees more than one. */
async function findWorkspace(ownerUrl: string, named: string): Promise<number> {
  const { rows } = await withClient(ownerUrl, (owner) =>
    owner.query<{ id: number }>('select id from workspace where id::text = $1 or name = $1 order by (id::text = $1) desc, id', [named]),
  )
  const byNumber = rows.find(({ id }) => String(id) === named)
  if (rows.length === 0) throw new CommandError(`There is no workspace "${named}".`)
  if (!byNumber && rows.length > 1)
    throw new CommandError(`Several workspaces are called "${named}": give a number, ${rows.map(({ id }) => id).join(' or ')}.`)
  return (byNumber ?? rows[0]!).id
}

let saidMs = 0
function sayProgress(rows: number): void {
  if (!process.stderr.isTTY || Date.now() - saidMs < 500) return
  saidMs = Date.now()
  process.stderr.write(`\r${rows.toLocaleString('en')} …`)
}

function endProgress(): void {
  if (saidMs > 0) process.stderr.write('\r\u001B[K')
}
