import type { StoredFile, UploadState } from '@teahouse/contract/files';
import type { Work } from '../../kernel/work.ts';
import { type FileRow, filesToSee, type UploadRow } from './files.access.ts';

export function toStoredFile(r: FileRow): StoredFile {
  const { name, size, mime, kind, width, height } = r;
  return { fileId: r.id, name, size, mime, kind, width, height, preview: kind === 'image' };
}

export async function toUploadState(work: Work, upload: UploadRow): Promise<UploadState> {
  const [file] = upload.finished_at ? await filesToSee(work, [upload.file_id]) : [];
  return {
    uploadId: upload.id,
    offset: upload.received,
    size: upload.size,
    file: file ? toStoredFile(file) : null,
  };
}
