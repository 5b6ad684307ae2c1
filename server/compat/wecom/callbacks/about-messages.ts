import { createHash } from 'node:crypto';
import { messagePosted } from '@teahouse/contract/messaging';
import { FileId, type MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { listeningApps } from '../../../modules/callbacks/index.ts';
import { mediaOfFile } from '../../../modules/apps/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import { saidToGuest } from '../../../modules/messaging/index.ts';
import type { Fields } from './inner-message.ts';
import { AGENT, type Happening, tell } from './tell.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

/** What a member writes to an app in their own chat with it. */
export const tellMessage = subscribe(
  'wecom.tell_message',
  messagePosted,
  async (work, { chatId, seq, senderId }) => {
    if (!senderId.startsWith('mbr_')) return;
    const said = await saidToGuest(work, chatId, seq);
    const app = said && (await listeningApps(work)).find((a) => a.id === said.guestId);
    if (!app) return;
    const [from] = await memberFacts(work, everybody, [senderId as MemberId]);
    const written = from && (await inTheirWords(work, said.message));
    if (!written) return;
    await tell(work, [app], {
      from: from.userid,
      type: written.type,
      what: written.type,
      fields: [...written.fields, ['MsgId', numberOf(said.message.id)], AGENT],
      eventId: said.message.id,
      memberId: from.id,
    });
  },
);

async function inTheirWords(
  work: Work,
  { k, b }: MessageEvent,
): Promise<{ type: Happening['type']; fields: Fields } | undefined> {
  const words = b as Record<string, string | undefined>;
  const media = () => mediaOfFile(work, FileId.parse(words['fileId']), k as 'image');
  switch (k) {
    case 'text':
      return { type: 'text', fields: [['Content', words['text'] ?? '']] };
    case 'image':
      return {
        type: 'image',
        fields: [
          ['PicUrl', ''],
          ['MediaId', await media()],
        ],
      };
    case 'voice':
      return {
        type: 'voice',
        fields: [
          ['MediaId', await media()],
          ['Format', extensionOf(words['name'])],
        ],
      };
    case 'video':
      return {
        type: 'video',
        fields: [
          ['MediaId', await media()],
          ['ThumbMediaId', ''],
        ],
      };
    case 'card':
      return words['url'] === undefined
        ? undefined
        : {
            type: 'link',
            fields: [
              ['Title', words['title'] ?? ''],
              ['Description', words['text'] ?? ''],
              ['Url', words['url']],
              ['PicUrl', ''],
            ],
          };
    default:
      return undefined;
  }
}

const extensionOf = (name = '') => /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? 'amr';

/** A number for a message: 52 bits, so that JSON readers keep every digit. */
const numberOf = (id: string) =>
  Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 13), 16);
