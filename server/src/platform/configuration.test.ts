import { describe, expect, test } from 'vitest'
import { ConfigurationError, environmentVariables, readConfiguration } from './configuration.ts'

const faultsOf = (environment: Record<string, string>) => {
  try {
    readConfiguration(environment)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults
    throw error
  }
  return []
}

describe('the configuration from the environment', () => {
  test('nothing set: served on this machine only, with an embedded database', () => {
    expect(readConfiguration({})).toMatchObject({ port: 3000, host: '127.0.0.1', signUp: 'closed', logLevel: 'info', trustProxy: [] })
    expect(readConfiguration({}).databaseUrl).toBeUndefined()
  })

  test('everything set', () => {
    const configuration = readConfiguration({
      PORT: '8080',
      HOST: '0.0.0.0',
      REGLAMENT_HOME: '/srv/crm',
      DATABASE_URL: 'postgres://owner:secret@db:5432/crm',
      DATABASE_APP_URL: 'postgresql://reglament_app:other@db/crm',
      PUBLIC_URL: 'https://crm.example.ru/',
      SIGN_UP: 'open',
      LOG_LEVEL: 'warn',
      TRUST_PROXY: '127.0.0.1, 10.0.0.0/8, fd00::/8',
    })
    expect(configuration).toEqual({
      port: 8080,
      host: '0.0.0.0',
      home: '/srv/crm',
      databaseUrl: 'postgres://owner:secret@db:5432/crm',
      databaseAppUrl: 'postgresql://reglament_app:other@db/crm',
      publicUrl: 'https://crm.example.ru',
      signUp: 'open',
      logLevel: 'warn',
      trustProxy: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'],
    })
  })

  test('an empty variable counts as not set', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfiguration({}))
  })

  test('every fault is told at once', () => {
    expect(faultsOf({ PORT: '80a', SIGN_UP: 'yes', LOG_LEVEL: 'loud' })).toEqual([
      'PORT=80a is not a port number from 0 to 65535.',
      'SIGN_UP=yes is not one of: open, closed.',
      expect.stringContaining('LOG_LEVEL=loud is not one of: fatal, error'),
    ])
  })

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'mysql://db/crm'],
    ['DATABASE_URL', 'postgres://db'],
    ['PUBLIC_URL', 'crm.example.ru'],
    ['PUBLIC_URL', 'https://example.ru/crm'],
    ['TRUST_PROXY', 'everybody'],
    ['TRUST_PROXY', '10.0.0.0/33'],
  ])('%s=%s is refused', (name, value) => {
    expect(faultsOf({ [name]: value })).toHaveLength(1)
  })

  test('a password in a faulty address is not repeated', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://owner:hunter2@db/crm' }).join()).not.toContain('hunter2')
  })

  test('a connection of the application alone makes no sense', () => {
    expect(faultsOf({ DATABASE_APP_URL: 'postgres://reglament_app@db/crm' })).toEqual([expect.stringContaining('without DATABASE_URL')])
  })

  test('each variable is described once', () => {
    const names = environmentVariables.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(environmentVariables.every(({ about }) => about.endsWith('.') || about.includes(': '))).toBe(true)
  })
})
