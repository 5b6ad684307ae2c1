import type { Readable } from 'node:stream';

/** Bytes under names. Every name starts with the company it belongs to: `corp_x/files/ab/cd/file_y`. */
export interface BlobStore {
  /** Keeps all bytes of `source` under `key`, replacing what was there. Durable when it resolves; nothing is kept when it rejects. */
  put(key: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes from `start` to `end` (both included; by default all). Rejects with BlobMissing. */
  get(key: string, range?: { start: number; end: number }): Promise<Readable>;
  /** Removes it; a key that is not there is fine. */
  remove(key: string): Promise<void>;
  /** Everything whose key starts with `prefix`. */
  list(prefix: string): AsyncIterable<{ key: string; size: number; at: Date }>;
  /** Bytes free and in all where blobs lie; undefined where the store knows no end. */
  space(): Promise<{ free: number; total: number } | undefined>;
}

/** The store holds nothing under this key. */
export class BlobMissing extends Error {
  override name = 'BlobMissing';
}

/** Keys are made by us; a slip that walks out of the store is a bug, never a path. */
export function checkedKey(key: string): string {
  if (!/^[\w-]+(\/[\w.~-]+)*$/.test(key) || key.includes('..')) throw new Error(`not a blob key: ${key}`);
  return key;
}
