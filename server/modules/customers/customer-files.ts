import { customerPage } from '@teahouse/contract/customer-page';
import type { CustomerId, FileId } from '@teahouse/contract/ids';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import type { Actor } from '../../kernel/work.ts';
import { attachable, getFile, getThumb, storeFile } from '../files/index.ts';
import { actingCustomer, samePerson } from './customer.access.ts';

const MOST = 20 * 1024 * 1024;

export const customerUpload = implementRaw(customerPage.customerUpload, async (call, { name }) => {
  const { preview: _, ...file } = await storeFile(call, { name, most: MOST });
  return file;
});

export const customerFile = implementRaw(customerPage.customerFile, async (call, { fileId, thumb }) => {
  const seen = await asWhoSees(call, fileId);
  return thumb ? await getThumb(seen, { fileId, size: '320' }) : await getFile(seen, { fileId });
});

/** The same call as whichever of this person's customers may see the file; nobody may: as themselves, to be refused. */
async function asWhoSees(call: RawCall, fileId: FileId): Promise<RawCall> {
  const as = (id: CustomerId): RawCall => ({
    ...call,
    work: (run, actor) =>
      call.work((w) => call.ports.openWork(call.corpId, actor ?? asCustomer(w.actor, id), run)),
  });
  const ids = await call.work((work) => samePerson(work, actingCustomer(work).id));
  for (const id of ids) if ((await as(id).work((work) => attachable(work, [fileId]))).size) return as(id);
  return call;
}

const asCustomer = (actor: Actor, id: CustomerId): Actor =>
  actor.kind === 'customer' ? { ...actor, id } : actor;
