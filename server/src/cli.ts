// npm run crm -- <command>: what the operator does at the command line. Each command is one file in commands/.
import { readdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { CommandError } from './commands/command.ts'
import type { Command } from './commands/command.ts'
import { withContext } from './commands/context.ts'
import { environmentVariables, StartError } from './platform/configuration.ts'
import { Problem } from './platform/http/index.ts'

process.exitCode = await run(process.argv.slice(2))

async function run(words: string[]): Promise<number> {
  try {
    const commands = await readCommands()
    const command = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `))
    if (!command) return sayCommands(commands, words)
    const rest = words.slice(command.name.split(' ').length)
    if (rest.includes('--help') || rest.includes('-h')) return say(helpOf(command))
    const { values, positionals } = readArguments(command, rest)
    return await withContext((context) => command.run(context, values, positionals))
  } catch (error) {
    console.error(inPlainWords(error))
    return 1
  }
}

/** The commands are the files, so a new one needs no list; what is not a command exports none. */
async function readCommands(): Promise<Command[]> {
  const folder = new URL('./commands/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const files = await Promise.all(names.toSorted().map((name) => import(new URL(name, folder).href) as Promise<{ command?: Command }>))
  return files.flatMap(({ command }) => command ?? [])
}

function readArguments({ options, name, takes }: Command, args: string[]) {
  try {
    const plain = Object.fromEntries(Object.entries(options).map(([key, { type }]) => [key, { type }]))
    const { values, positionals } = parseArgs({ args, options: plain, allowPositionals: takes !== undefined, strict: true })
    const missing = Object.entries(options).filter(([key, it]) => it.required && values[key] === undefined)
    if (missing.length > 0)
      throw new CommandError(`Missing: ${missing.map(([key]) => `--${key}`).join(', ')}. See: npm run crm -- ${name} --help`)
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    if (error instanceof TypeError) throw new CommandError(`${error.message}\nSee: npm run crm -- ${name} --help`)
    throw error
  }
}

function sayCommands(commands: readonly Command[], words: readonly string[]): number {
  const isAsked = words.length === 0 || words.includes('--help') || words.includes('-h')
  const list = commands.map(({ name, about }) => `  ${name.padEnd(20)} ${about}`)
  const text = ['npm run crm -- <command> [options]', '', ...list, '', 'npm run crm -- <command> --help tells the options.'].join('\n')
  if (isAsked) return say(text)
  console.error(`There is no command "${words.join(' ')}".\n\n${text}`)
  return 1
}

function helpOf({ name, about, options, takes, more }: Command): string {
  const lines = Object.entries(options).map(
    ([key, { type, about: what, required }]) =>
      `  ${`--${key}${type === 'string' ? ' <…>' : ''}`.padEnd(24)} ${what}${required ? ' (required)' : ''}`,
  )
  const environment = environmentVariables.map((it) => it.name).join(', ')
  return [
    `npm run crm -- ${name}${takes ? ` ${takes}` : ''}${lines.length > 0 ? ' [options]' : ''}`,
    '',
    about,
    ...(more ? ['', more] : []),
    '',
    ...lines,
    '',
    `Reads the same environment variables as the program: ${environment}.`,
  ].join('\n')
}

function say(text: string): number {
  console.log(text)
  return 0
}

function inPlainWords(error: unknown): string {
  if (error instanceof CommandError || error instanceof StartError) return error.message
  if (error instanceof Problem)
    return [...(error.extras.faults ?? []).map((it) => `${it.path}: ${it.message.en}`), error.detail.en]
      .filter((it, index, all) => !all.slice(0, index).some((before) => before.endsWith(it)))
      .join('\n')
  return `It failed: ${(error as Error).message}`
}
