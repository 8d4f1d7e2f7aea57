import type { PreparedDatabase } from '../platform/migrate.ts'
import type { Services } from '../platform/services.ts'

/** What a command is given. The database is opened at the first use and closed after the command. */
export type CommandContext = {
  services: () => Promise<Services>
  /** Connections of the owner and of the application, after migration. */
  database: () => Promise<PreparedDatabase>
  print: (line: string) => void
}

export type CommandOption = { type: 'string' | 'boolean'; about: string; required?: boolean }

/** One command of `npm run crm`; a file in this folder exports it as `command`. */
export type Command = {
  /** As it is typed: `workspace create`. */
  name: string
  about: string
  /** More to say under --help. */
  more?: string
  /** What stands after the name without a dash, e.g. `<file>`. */
  takes?: string
  options: Record<string, CommandOption>
  /** Answers the exit code. */
  run: (context: CommandContext, values: Record<string, string | boolean | undefined>, positionals: string[]) => Promise<number>
}

/** The person at the keyboard can mend it; told without a stack. */
export class CommandError extends Error {
  override name = 'CommandError'
}
