// Every environment variable the program knows: read once at start, checked all together, described in one table.
import os from 'node:os'
import path from 'node:path'
import { isIP } from 'node:net'

/** What the environment says, checked and typed. */
export type Configuration = { [Key in keyof typeof variables]: ReturnType<(typeof variables)[Key]['read']> }

type Environment = Record<string, string | undefined>

/** The program cannot start, and whoever starts it can mend that: the message says what is wrong and what to do, and needs no stack. */
export class StartError extends Error {
  override name = 'StartError'
}

/** One or more variables make no sense; the message names each and says what is expected. */
export class ConfigurationError extends StartError {
  override name = 'ConfigurationError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((it) => `  ${it}`).join('\n')}`,
    )
    this.faults = faults
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const variables = {
  port: {
    name: 'PORT',
    byDefault: '3000',
    about: 'Port to listen on; 0 takes a free one.',
    read: (text = '3000') => {
      const port = Number(text)
      if (!/^\d+$/.test(text) || port > 65_535) throw expected('a port number from 0 to 65535')
      return port
    },
  },
  host: {
    name: 'HOST',
    byDefault: '127.0.0.1',
    about: 'Address to listen on; 0.0.0.0 serves the whole network.',
    read: (text = '127.0.0.1') => {
      if (!isIP(text) && !/^[a-z\d.-]+$/i.test(text)) throw expected('an IP address or a host name')
      return text
    },
  },
  home: {
    name: 'REGLAMENT_HOME',
    byDefault: '/var/lib/reglament as root, else ~/.local/share/reglament',
    about: 'Folder of the data: files, and the embedded database when DATABASE_URL is not set.',
    read: (text?: string) => path.resolve(text ?? defaultHome()),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    byDefault: 'the embedded PostgreSQL',
    about:
      'PostgreSQL 15 or newer: the connection of the role that owns the database. It makes the tables and the role of the application.',
    read: optional(postgresUrl),
  },
  databaseAppUrl: {
    name: 'DATABASE_APP_URL',
    byDefault: 'role reglament_app, made by the owner',
    about: 'Connection of the application itself, when the owner may not create its role.',
    read: optional(postgresUrl),
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    byDefault: 'the address served',
    about: 'The address people type, for links in letters and for safe cookies: https://crm.example.ru',
    read: optional(webAddress),
  },
  signUp: {
    name: 'SIGN_UP',
    byDefault: 'closed',
    about: 'open: anybody who reaches the program may create a workspace. closed: only the first, and those made on the command line.',
    read: (text = 'closed') => oneOf(['open', 'closed'] as const, text),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    byDefault: 'info',
    about: `How much to write to the log: ${logLevels.join(', ')}.`,
    read: (text = 'info') => oneOf(logLevels, text),
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    byDefault: 'nobody',
    about: 'Addresses or networks, separated by commas, of the proxies whose X-Forwarded-For is believed: 127.0.0.1,10.0.0.0/8',
    read: (text = '') => listOf(text).map(addressOrNetwork),
  },
} satisfies Record<string, { name: string; byDefault: string; about: string; read: (text?: string) => unknown }>

/** The table of all variables, for the README and for `--help`. */
export const environmentVariables: readonly { name: string; byDefault: string; about: string }[] = Object.values(variables)

/** Reads and checks all variables; an empty one counts as not set. Throws one error that names every fault. */
export function readConfiguration(environment: Environment = process.env): Configuration {
  const faults: string[] = []
  const entries = Object.entries(variables).map(([key, { name, read }]) => {
    const text = environment[name]?.trim() || undefined
    try {
      return [key, read(text)]
    } catch (error) {
      // The value of an address is not repeated: it may hold a password.
      faults.push(`${name}${/password|secret|url/i.test(name) ? '' : `=${text}`} is not ${(error as Error).message}.`)
      return [key, undefined]
    }
  })
  if (environment.DATABASE_APP_URL?.trim() && !environment.DATABASE_URL?.trim()) {
    faults.push('DATABASE_APP_URL is set without DATABASE_URL; set both or none.')
  }
  if (faults.length > 0) throw new ConfigurationError(faults)
  return Object.fromEntries(entries) as Configuration
}

function defaultHome(): string {
  if (process.getuid?.() === 0) return '/var/lib/reglament'
  return path.join(process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share'), 'reglament')
}

const expected = (what: string) => new Error(what)

function optional<Value>(read: (text: string) => Value) {
  return (text?: string): Value | undefined => (text === undefined ? undefined : read(text))
}

function oneOf<const Value extends string>(values: readonly Value[], text: string): Value {
  const found = values.find((value) => value === text.toLowerCase())
  if (found === undefined) throw expected(`one of: ${values.join(', ')}`)
  return found
}

function postgresUrl(text: string): string {
  const url = URL.parse(text)
  const fits = url && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1
  if (!fits) throw expected('an address like postgres://user:password@host:5432/database')
  return text
}

function webAddress(text: string): string {
  const url = URL.parse(text)
  const fits = url && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (!fits) throw expected('an address like https://crm.example.ru, without a path')
  return url.origin
}

const listOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function addressOrNetwork(text: string): string {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32))
  if (version === 0 || !bitsFit || rest.length > 0) throw expected('a list of IP addresses or networks (10.0.0.0/8)')
  return text
}
