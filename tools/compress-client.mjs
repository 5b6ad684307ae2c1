// Writes .br and .gz beside every text file of the built client, so that the server sends them without work.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../web/dist/', import.meta.url));
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue;
  const text = readFileSync(join(dist, name));
  if (text.length < 1_000) continue;
  writeFileSync(join(dist, `${name}.gz`), gzipSync(text, { level: 9 }));
  const best = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(text, { params: best }));
}
