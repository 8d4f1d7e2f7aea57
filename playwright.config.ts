import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/browser.ts'

const { executablePath, args, env } = await findBrowser()

export default defineConfig({
  globalSetup: './scripts/e2eServer.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // A story that passes the second time has found something all the same: it is named at the end of the run (scripts/check.mjs).
  // At a desk it fails at once; on a machine that checks a change for everybody it must not turn down what others wait for.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: {
    baseURL: process.env.REGLAMENT_BASE_URL, // Known once the program runs; the processes that run the tests read this file after that.
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1440, height: 900 },
    // What each page was at each step, and a picture of the end: pictures of all the way cost a fifth of the run.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args, env },
  },
  projects: [
    { name: 'stories', testDir: 'e2e/stories', testMatch: '**/*.story.ts' },
    { name: 'screens', testDir: 'e2e/screens', testMatch: '**/*.ts', testIgnore: '**/support/**' },
  ],
})
