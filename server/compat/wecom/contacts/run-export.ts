import type { TagId } from '@teahouse/contract/ids';
import { createCipheriv, createHash } from 'node:crypto';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { unseal } from '../../../kernel/seal.ts';
import type { Shift } from '../../../kernel/shift.ts';
import {
  actingApp,
  type App,
  appById,
  endJob,
  jobById,
  keepMedia,
  markRunning,
} from '../../../modules/apps/index.ts';
import {
  customFieldsOf,
  departmentFacts,
  memberFacts,
  membersOfSet,
  tagHolds,
} from '../../../modules/directory/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import { departmentRecord } from './department-record.ts';
import { memberRecord, simpleRecord } from './member-record.ts';

export const EXPORT_KEY = 'wecom export key';
/** So many members are read at once; a hundred thousand never stand in memory. */
const PAGE = 500;

export interface ExportAsked {
  sealedKey: string;
  /** members or departments in one file */
  block: number;
  origin: string;
  tagId?: TagId;
}

/** One thing after another, each under the name of the list it belongs to. */
type Entries = AsyncGenerator<[list: string, entry: unknown]>;

/** Writes what an app may see of the directory into encrypted files, which it then fetches. */
export const runExport = job(
  'wecom.run_export',
  z.object({ exportId: z.string() }),
  { tries: 3 },
  async (shift, { exportId }) => {
    const found = await shift.work(async (work) => {
      await markRunning(work, exportId);
      const asked = await jobById(work, exportId);
      return { ...asked, app: await appById(work, asked.appId) };
    });
    if (found.state === 3 || !found.app) return;
    const { app } = found;
    const facts = found.asked['facts'] as ExportAsked;
    const key = Buffer.from(`${unseal(shift.ports.secret, EXPORT_KEY, facts.sealedKey) ?? ''}=`, 'base64');
    const actor = actingApp(app);
    const acting: Shift = { ...shift, work: (run, as) => shift.work(run, as ?? actor) };
    const lists = listsOf[found.type] ?? ['userlist'];
    const entries = entriesOf(acting, app, found.type, facts);
    const parts: { mediaId: string; size: number; md5: string }[] = [];
    for (let done = false; !done;) {
      const hash = createHash('md5');
      let size = 0;
      const block = textOfBlock(entries, lists, facts.block, () => (done = true));
      const source = (async function* () {
        for await (const bytes of encrypted(block, key)) {
          hash.update(bytes);
          size += bytes.length;
          yield bytes;
        }
      })();
      const { mediaId } = await keepMedia(acting, { type: 'file', name: found.type, source });
      parts.push({ mediaId, size, md5: hash.digest('hex') });
    }
    await shift.work((work) => endJob(work, exportId, { code: '', parts }));
  },
);

const listsOf: Record<string, readonly string[]> = {
  export_department: ['department'],
  export_taguser: ['userlist', 'partylist'],
};

async function* entriesOf(shift: Shift, app: App, type: string, { tagId, origin }: ExportAsked): Entries {
  if (type === 'export_department') {
    for (const d of await shift.work((work) => departmentFacts(work, app.visible)))
      yield ['department', departmentRecord(d)];
    return;
  }
  if (tagId) {
    const { members, departmentNos } = await shift.work((work) => tagHolds(work, app.visible, tagId));
    for (const { userid, name } of members) yield ['userlist', { userid, name }];
    for (const no of departmentNos) yield ['partylist', no];
    return;
  }
  const fields = await shift.work(customFieldsOf);
  const sensitive = app.scopes.includes('contacts.sensitive');
  const url = (fileId: string | null) =>
    fileId ? pictureUrl(shift.ports.secret, origin, { corpId: shift.corpId, fileId }) : '';
  const ids = await shift.work((work) => membersOfSet(work, app.visible, 'all'));
  for (let at = 0; at < ids.length; at += PAGE)
    for (const m of await shift.work((work) => memberFacts(work, app.visible, ids.slice(at, at + PAGE))))
      yield [
        'userlist',
        type === 'export_user' ? memberRecord(m, { fields, sensitive, pictureUrl: url }) : simpleRecord(m),
      ];
}

/** JSON of the next so many entries: `{"userlist":[…]}`. Says when there is nothing after it. */
async function* textOfBlock(
  entries: Entries,
  lists: readonly string[],
  most: number,
  ended: () => void,
): AsyncGenerator<string> {
  let open = -1;
  let put = 0;
  const upTo = (list: number) => {
    let text = '';
    while (open < list) text += `${open++ < 0 ? '{' : '],'}${JSON.stringify(lists[open])}:[`;
    return text;
  };
  yield upTo(0);
  let inList = 0;
  while (put < most) {
    const { value, done } = await entries.next();
    if (done) {
      ended();
      break;
    }
    const [list, entry] = value;
    const at = lists.indexOf(list);
    if (at > open) inList = 0;
    yield `${upTo(at)}${inList++ ? ',' : ''}${JSON.stringify(entry)}`;
    put++;
  }
  yield `${upTo(lists.length - 1)}]}`;
}

/** AES-256-CBC under the program's key, padded to blocks of 32 as its callbacks are. */
async function* encrypted(text: AsyncIterable<string>, key: Buffer): AsyncGenerator<Buffer> {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  let length = 0;
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    length += bytes.length;
    const out = cipher.update(bytes);
    if (out.length > 0) yield out;
  }
  const pad = 32 - (length % 32);
  yield cipher.update(Buffer.alloc(pad, pad));
  yield cipher.final();
}
