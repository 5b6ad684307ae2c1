import { files } from '@teahouse/contract/files';
import { implement } from '../../kernel/module.ts';
import { myUpload } from './files.access.ts';
import { toUploadState } from './files.present.ts';

export const getUpload = implement(files.getUpload, async (work, { uploadId }) =>
  toUploadState(work, await myUpload(work, uploadId)),
);

/** The rows go; the sweeper takes the bytes. A finished upload stays the file it became. */
export const cancelUpload = implement(files.cancelUpload, async (work, { uploadId }) => {
  await myUpload(work, uploadId);
  await work.sql(
    `with gone as (delete from uploads where corp_id = $1 and id = $2 and finished_at is null returning id)
     delete from upload_parts where corp_id = $1 and upload_id in (select id from gone)`,
    [work.corpId, uploadId],
  );
  return {};
});
