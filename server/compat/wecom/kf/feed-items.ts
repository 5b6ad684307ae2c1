// What came to a desk, in the vendor's words.
import { createHash } from 'node:crypto';
import { type DeskId, FileId, type MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { type App, mediaOfFile } from '../../../modules/apps/index.ts';
import type { FeedItem } from '../../../modules/desk/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import { externalUserid, openKfid } from '../customers/outer-ids.ts';

const CUSTOMER = 3;
const SYSTEM = 4;
const STAFF = 5;

/** As `msg_list` has them; words that were taken back are left out. Members the app may not see are nobody. */
export async function itemsOf(
  work: Work,
  app: App,
  deskId: DeskId,
  items: readonly FeedItem[],
): Promise<object[]> {
  const ids = new Set(
    items.flatMap(({ memberId, detail }) =>
      [memberId, detail.before, detail.after].filter((id) => id != null),
    ),
  );
  const known = new Map((await memberFacts(work, app.visible, [...ids])).map((m) => [m.id, m.userid]));
  const userid = (id: MemberId | null | undefined) => (id && known.get(id)) ?? '';
  const open_kfid = openKfid(deskId);
  const out: object[] = [];
  for (const item of items) {
    const common = { open_kfid, send_time: Math.floor(item.at.getTime() / 1000) };
    const who = { external_userid: item.rootId ? externalUserid(item.rootId) : '' };
    if (item.kind === 'word') {
      const said = await inTheirWords(work, item);
      if (!said || !item.message) continue;
      out.push({
        msgid: item.message.id,
        ...common,
        ...who,
        origin: item.memberId ? STAFF : CUSTOMER,
        servicer_userid: userid(item.memberId),
        ...said,
      });
      continue;
    }
    const event = eventOf(item, userid);
    out.push({
      // Events have no message of their own; their name follows from their place.
      msgid: createHash('sha256').update(`${deskId} ${item.n}`).digest('hex').slice(0, 32),
      ...common,
      ...(item.rootId ? who : {}),
      origin: SYSTEM,
      msgtype: 'event',
      event: { event_type: event.type, open_kfid, ...(item.rootId ? who : {}), ...event.fields },
    });
  }
  return out;
}

function eventOf(
  { kind, detail, memberId }: FeedItem,
  userid: (id: MemberId | null | undefined) => string,
): { type: string; fields: object } {
  if (kind === 'duty')
    return {
      type: 'servicer_status_change',
      fields: {
        servicer_userid: userid(memberId),
        status: detail.onDuty ? 1 : 2,
        ...(detail.onDuty ? {} : { stop_type: 0 }),
      },
    };
  if (kind === 'entered')
    return {
      type: 'enter_session',
      fields: {
        scene: detail.scene ?? '',
        scene_param: detail.sceneParam ?? '',
        ...(detail.pass ? { welcome_code: detail.pass } : {}),
      },
    };
  return {
    type: 'session_status_change',
    fields: {
      change_type: detail.change ?? 0,
      old_servicer_userid: userid(detail.before),
      new_servicer_userid: userid(detail.after),
      ...(detail.pass ? { msg_code: detail.pass } : {}),
    },
  };
}

async function inTheirWords(work: Work, { message, menuId }: FeedItem): Promise<object | undefined> {
  if (!message) return undefined;
  const { k } = message;
  const b = message.b as Record<string, string | undefined>;
  switch (k) {
    case 'text':
      return { msgtype: 'text', text: { content: b['text'] ?? '', ...(menuId ? { menu_id: menuId } : {}) } };
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return { msgtype: k, [k]: { media_id: await mediaOfFile(work, FileId.parse(b['fileId']), k) } };
    case 'card':
      return b['url'] === undefined
        ? { msgtype: 'text', text: { content: [b['title'], b['text']].filter(Boolean).join('\n') } }
        : {
            msgtype: 'link',
            link: { title: b['title'] ?? '', desc: b['text'] ?? '', url: b['url'], pic_url: '' },
          };
    case 'forward': {
      const { items = [] } = message.b as {
        items?: { name: string; ts: number; k: string; b: Record<string, unknown> }[];
      };
      return {
        msgtype: 'merged_msg',
        merged_msg: {
          title: b['title'] ?? '',
          item: items.map((i) => ({
            send_time: Math.floor(i.ts / 1000),
            msgtype: 'text',
            sender_name: i.name,
            msg_content: JSON.stringify({ text: { content: wordsOf(i.b) } }),
          })),
        },
      };
    }
    default:
      return undefined;
  }
}

const wordsOf = ({ text, name }: Record<string, unknown>) =>
  typeof text === 'string' ? text : typeof name === 'string' ? name : '';
