// Finds a Chromium for the browser tests: one that is installed, or else the one that comes from npm.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { withProcessLock } from '../server/src/platform/processLock.mjs'

export type Browser = { executablePath: string; args: string[]; env?: Record<string, string> }

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Quiet, and without a word to the outside: the tests need nobody but our own server. */
const args = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** REGLAMENT_CHROME, an installed Chromium or Chrome, or the one from npm, in this order. Fails with instructions when there is none. */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.REGLAMENT_CHROME
  if (named === 'npm') return npmBrowser()
  if (named && !existsSync(named)) throw new Error(`REGLAMENT_CHROME names a browser that does not exist: ${named}`)
  const installed = named || places.find((place) => existsSync(place))
  return installed ? { executablePath: installed, args } : npmBrowser()
}

/**
 * @sparticuz/chromium is made for a cloud where one function owns the temporary folder. Here it is unpacked once into node_modules,
 * together with the libraries and fonts that a bare machine lacks.
 */
async function npmBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw noBrowser('the one from npm is for Linux on x64 only')
  const { resolve } = createRequire(import.meta.url)
  const packageFolder = path.join(path.dirname(resolve('@sparticuz/chromium')), '..')
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const cache = path.join(import.meta.dirname, '..', 'node_modules', '.cache')
  const folder = path.join(cache, `reglament-chromium-${version}`)
  await withProcessLock(cache, 'chromium', async () => {
    if (existsSync(folder)) return
    const unfinished = `${folder}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    await unpack(path.join(packageFolder, 'bin'), unfinished)
    writeFileSync(path.join(unfinished, 'fonts', 'fonts.conf'), fontsConfiguration)
    renameSync(unfinished, folder)
  })
  return {
    executablePath: path.join(folder, 'chromium'),
    args: [...args, '--no-sandbox', '--no-zygote', '--in-process-gpu', '--font-render-hinting=none'],
    env: {
      ...definedEnvironment(),
      LD_LIBRARY_PATH: [path.join(folder, 'al2023', 'lib'), folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

/** The package unpacks into the temporary folder, whichever that is. */
async function unpack(archives: string, into: string): Promise<void> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = into
  try {
    const { inflate } = await import('@sparticuz/chromium')
    await Promise.all(
      ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(path.join(archives, name))),
    )
  } catch (cause) {
    throw noBrowser(`the one from npm could not be unpacked (${(cause as Error).message})`, cause)
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** The package's own looks for its fonts where that cloud has them, and finds none here: pages without a single letter. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

const definedEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))

const noBrowser = (why: string, cause?: unknown) =>
  new Error(
    `No browser for the browser tests: none is installed, and ${why}.\n` +
      'Install Chromium or Chrome (Debian: apt-get install chromium), or name one in REGLAMENT_CHROME.',
    { cause },
  )
