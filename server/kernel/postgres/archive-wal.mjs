// Called by PostgreSQL (archive_command): `node archive-wal.mjs SEGMENT DIRECTORY`. Keeps the finished WAL segment,
// compressed. Exit 0 only when it lies safely on the disk; PostgreSQL asks again until then and keeps the segment.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const [segment, directory] = process.argv.slice(2);
if (!segment || !directory) throw new Error('Usage: node archive-wal.mjs SEGMENT DIRECTORY');

const kept = join(directory, `${basename(segment)}.gz`);
const content = readFileSync(segment);
mkdirSync(directory, { recursive: true, mode: 0o700 });

if (existsSync(kept)) {
  // Asked twice, for example after a crash: fine when it is the same, never overwritten when it is not.
  if (hash(gunzipSync(readFileSync(kept))) !== hash(content)) {
    throw new Error(
      `${kept} already exists with other content; is another server archiving to the same place?`,
    );
  }
} else {
  const part = `${kept}.part`;
  const file = openSync(part, 'w', 0o600);
  writeFileSync(file, gzipSync(content, { level: 1 }));
  fsyncSync(file);
  closeSync(file);
  renameSync(part, kept);
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** @param {Buffer} bytes */
function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
