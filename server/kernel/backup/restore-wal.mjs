// Called by PostgreSQL (restore_command): `node restore-wal.mjs NAME TARGET DIRECTORY…`. Puts the WAL segment or
// history file NAME at TARGET from the first directory that holds it; exit 1 = nobody has it.
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [name, target, ...directories] = process.argv.slice(2);
const kept = directories
  .flatMap((directory) => [join(directory, `${name}.gz`), join(directory, name)])
  .find((path) => existsSync(path));

if (kept) {
  const part = `${target}.part`;
  if (kept.endsWith('.gz')) writeFileSync(part, gunzipSync(readFileSync(kept)));
  else copyFileSync(kept, part);
  renameSync(part, target);
} else {
  process.exitCode = 1;
}
