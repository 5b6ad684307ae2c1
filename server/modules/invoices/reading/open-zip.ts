import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { Unreadable } from './found.ts';

const MOST_ENTRIES = 500;
const MOST_ENTRY = 4 * 1024 * 1024;
const MOST_ALL = 16 * 1024 * 1024;
/** Text packs well, but no page of an invoice packs better than this. */
const MOST_RATIO = 200;

/**
 * The wanted entries of a zip, by path. Sizes are asked before anything unpacks, and an entry that lies about its own is stopped on
 * the way. Throws Unreadable that names the entry.
 */
export async function openZip(
  bytes: Buffer,
  wanted: (path: string) => boolean,
): Promise<Map<string, Buffer>> {
  const zip = await new Promise<ZipFile>((give, refuse) =>
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
      error ? refuse(new Unreadable('damaged', 'zip')) : give(file),
    ),
  );
  if (zip.entryCount > MOST_ENTRIES) throw new Unreadable('too_large', 'zip');
  const found = new Map<string, Buffer>();
  let all = 0;
  for await (const entry of entriesOf(zip)) {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (fileName.endsWith('/') || !wanted(fileName)) continue;
    all += uncompressedSize;
    if (
      uncompressedSize > MOST_ENTRY ||
      all > MOST_ALL ||
      uncompressedSize > 64 * 1024 + compressedSize * MOST_RATIO
    )
      throw new Unreadable('too_large', fileName);
    found.set(fileName, await unpacked(zip, entry));
  }
  return found;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let n = 0; n < zip.entryCount; n++)
    yield await new Promise<Entry>((give, refuse) => {
      zip.once('entry', give);
      zip.once('error', () => refuse(new Unreadable('damaged', 'zip')));
      zip.once('end', () => refuse(new Unreadable('damaged', 'zip')));
      zip.readEntry();
    });
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw new Unreadable('damaged', entry.fileName);
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((give, refuse) =>
      zip.openReadStream(entry, (error, read) => (error ? refuse(error) : give(read))),
    );
    return await buffer(stream);
  } catch (error) {
    throw new Unreadable('damaged', entry.fileName, error);
  }
}
