import os from 'node:os'
import { defineConfig } from 'vitest/config'

const setupFiles = ['scripts/propertySeed.ts']

const pure = (name: string) => ({ test: { name, environment: 'node', include: [`${name}/src/**/*.test.ts`], setupFiles } })

export default defineConfig({
  test: {
    // Left to itself it takes one worker on two cores, and half of the machine waits for the other half.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    projects: [
      pure('kernel'),
      pure('regulation'),
      pure('contract'),
      pure('web'),
      {
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/src/**/*.test.ts'],
          setupFiles,
          // One PostgreSQL for the run, one database for a test file: see server/src/testing/database.ts
          globalSetup: ['server/src/testing/globalSetup.ts'],
          testTimeout: 90_000, // a machine that does much else is no fault
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: { include: ['{kernel,regulation,contract,server}/src/**/*.ts'] },
  },
})
