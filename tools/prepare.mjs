// Installs the packages and builds the client. Plain JavaScript without packages, since on a fresh clone there are none.
// What is up to date is not done again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Teahouse needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

export function install() {
  const stamp = join(home, 'node_modules', '.teahouse-installed');
  const wanted =
    hashOf([join(home, 'package-lock.json')]) + process.versions.modules + process.platform + process.arch;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // An install that somebody made by hand after the lock file changed is as good.
  const byHand = join(home, 'node_modules', '.package-lock.json');
  if (existsSync(byHand) && !existsSync(stamp) && newer(byHand, join(home, 'package-lock.json')))
    return mark(stamp, wanted);
  console.log('Installing packages …');
  // `npm ci` refuses a lock file that lacks a platform package; `install --no-save` keeps to it and fills the gap.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (!attempt('npm', ['ci', ...quiet], home)) {
    run('npm', ['install', '--no-save', ...quiet], home, 'Installing the packages failed');
  }
  mark(stamp, wanted);
}

export function buildClient() {
  const web = join(home, 'web');
  const config = ['vite.config.ts', 'vite.config.js', 'vite.config.mjs'].find((name) =>
    existsSync(join(web, name)),
  );
  if (!config) {
    console.log('The web client has no build yet; serving without it.');
    return;
  }
  const stamp = join(web, 'dist', '.teahouse-built');
  const sources = ['web', 'contract', 'sdk'].flatMap((room) => filesBelow(join(home, room)));
  const wanted = hashOf([...sources, join(home, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building the web client …');
  const vite = join(home, 'node_modules', 'vite', 'bin', 'vite.js');
  run(process.execPath, [vite, 'build', '--logLevel', 'warn'], web, 'Building the web client failed');
  const page = [vite, 'build', 'customer', '--config', 'customer/vite.config.ts', '--logLevel', 'warn'];
  run(process.execPath, page, web, 'Building the customer page failed');
  run(
    process.execPath,
    [join(home, 'tools', 'compress-client.mjs')],
    home,
    'Compressing the web client failed',
  );
  mark(stamp, wanted);
}

export function run(command, words, cwd, sentence) {
  if (!attempt(command, words, cwd)) stop(`${sentence}. The lines above say why.`);
}

export function attempt(command, words, cwd) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error, signal } = spawnSync(command, words, { cwd, stdio: 'inherit', shell });
  if (signal === 'SIGINT') process.exit(130);
  if (error) console.error(error.message);
  return status === 0;
}

function filesBelow(dir) {
  const skipped = new Set(['node_modules', 'dist']);
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files.toSorted())
    hash.update(file.slice(home.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function newer(one, other) {
  return statSync(one).mtimeMs >= statSync(other).mtimeMs;
}

function mark(stamp, text) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, text);
}

export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
