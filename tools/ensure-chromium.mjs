// Finds a Chromium for the browser tests, or installs one, and prints its path. Plain JavaScript: tools that run
// before anything is built call it, and others import `ensureChromium`.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium that can be started, installed first when there is none. Throws one sentence when it cannot. */
export function ensureChromium() {
  return find() ?? installBySystem() ?? installByPlaywright();
}

function find() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (startable(asked)) return asked;
    throw new Error(`CHROMIUM_PATH must name a program that can be started, not "${asked}".`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...places].find(startable) ?? fromPlaywright();
}

function startable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fromPlaywright() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function installBySystem() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Without these fonts Chinese text and emoji are boxes on the screenshots.
  const packages = ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];
  run('apt-get', ['update', '-q'], env);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], env);
  return find();
}

function installByPlaywright() {
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  if (existsSync(cli)) run(process.execPath, [cli, 'install', 'chromium'], process.env);
  const path = fromPlaywright();
  if (path) return path;
  throw new Error(
    'No Chromium was found and none could be installed; install one and set CHROMIUM_PATH to its path.',
  );
}

// What goes wrong here is judged by whether a Chromium is there afterwards. Only the path belongs on stdout.
function run(command, words, env) {
  spawnSync(command, words, { env, stdio: ['ignore', process.stderr, process.stderr] });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
