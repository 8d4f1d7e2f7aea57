// The one command for everything: npm start, stop, test, run crm, run bench, run screens.
// It runs on the machine's own Node before anything is installed, so it is plain JavaScript without dependencies.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { check } from './check.mjs'
import { runNode, serverProgram } from './node.mjs'
import { ensureInstalled, ensureWebBuilt, Missing, root } from './prepare.mjs'

const [command = '', ...args] = process.argv.slice(2)

const commands = {
  start: async () => {
    await ensureInstalled({ forProgram: true })
    await ensureWebBuilt()
    return runNode([...serverProgram, ...args], { ownGroup: true })
  },
  stop: async () => {
    await ensureInstalled()
    return runNode(['scripts/stop.ts', ...args])
  },
  crm: async () => {
    await ensureInstalled({ forProgram: true })
    return runNode(['server/src/cli.ts', ...args])
  },
  test: async () => {
    await ensureInstalled({ forProgram: true, forTests: true })
    return check()
  },
  bench: async () => {
    await ensureInstalled({ forProgram: true, forTests: true })
    return runNode(['bench/run.ts', ...args])
  },
  screens: async () => {
    await ensureInstalled({ forProgram: true, forTests: true })
    await ensureWebBuilt()
    return runNode(['node_modules/@playwright/test/cli.js', 'test', '--project=screens', ...args])
  },
}

const run = Object.hasOwn(commands, command) ? commands[command] : undefined
if (!run || !existsSync(path.join(root, 'package-lock.json'))) {
  console.error(`Usage: node scripts/run.mjs ${Object.keys(commands).join(' | ')}`)
  process.exit(2)
}
try {
  process.exitCode = await run()
} catch (error) {
  // What the person at the keyboard can mend is told in words; the rest is a fault of ours and keeps its stack.
  console.error(error instanceof Missing ? error.message : error)
  process.exitCode = 1
}
