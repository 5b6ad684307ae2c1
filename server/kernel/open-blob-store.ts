import { join } from 'node:path';
import type { BlobStore } from './blob-store.ts';
import { blobsInS3 } from './blobs-in-s3.ts';
import { blobsOnDisk } from './blobs-on-disk.ts';
import type { Settings } from './settings.ts';

/** The store the operator chose: S3 where S3_ENDPOINT is set, else the data directory. */
export function openBlobStore(settings: Settings): BlobStore {
  return settings.s3
    ? blobsInS3(settings.s3, join(settings.dataDir, 'spool'))
    : blobsOnDisk(join(settings.dataDir, 'files'));
}
