import { files } from '@teahouse/contract/files';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implementRaw } from '../../kernel/module.ts';
import { uploader } from './files.access.ts';
import { safeFileName } from './file-name.ts';
import { mustHaveRoom } from './room-on-disk.ts';

const MOST_OPEN = 100;

export const startUpload = implementRaw(files.startUpload, async (call, { name, size }) => {
  await mustHaveRoom(call.ports, size);
  const uploadId = newId('upl');
  await call.work(async (work) => {
    const by = uploader(work);
    const [open] = await work.sql<{ n: number }>(
      'select count(*)::int n from uploads where corp_id = $1 and uploader_id = $2 and finished_at is null',
      [work.corpId, by],
    );
    if (open!.n >= MOST_OPEN) fail('common.too_many', 'unfinished uploads');
    await work.db
      .insertInto('uploads')
      .values({
        id: uploadId,
        file_id: newId('file'),
        uploader_id: by,
        name: safeFileName(name),
        size,
        touched_at: work.now,
      })
      .execute();
  });
  return { uploadId, offset: 0, size, file: null };
});
