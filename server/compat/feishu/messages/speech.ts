// What a message of the vendor's says, in our kinds. Robots and apps write the same types.
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import type { mediaFile } from '../../../modules/apps/index.ts';
import { memberFacts, membersByUserid } from '../../../modules/directory/index.ts';
import { draftOfFile, membersSeated } from '../../../modules/messaging/index.ts';
import type { FeishuError } from '../feishu.errors.ts';
import { memberIdOf } from '../ids.ts';
import { cardDraft } from './card-draft.ts';
import { postText } from './post-text.ts';

type AnyDraft = Draft | ProgramDraft;
type Json = Record<string, unknown>;

export interface Speech {
  draft: AnyDraft;
  at: (MemberId | 'all')[];
}

/** Where a message is said, and what it may name there. */
export interface Place {
  work: Work;
  /** those whom it may call */
  people: Parameters<typeof memberFacts>[1];
  /** only those who sit here, where there is a chat already */
  chatId?: ChatId;
  /** the uploaded file behind a key; fails or gives undefined for others */
  file: (key: string) => Promise<Omit<Awaited<ReturnType<typeof mediaFile>>, 'type'> | undefined>;
  /** how this interface refuses */
  bad: (why?: string) => FeishuError;
  /** refuses or shortens a text beyond our own limit */
  fit: (text: string, most: number) => string;
}

const kinds = { image: 'image', file: 'file', audio: 'voice', media: 'video' } as const;

/** Types: text, post, image, file, audio, media, share_chat, share_user, interactive. */
export async function speechOf(place: Place, type: string, content: Json, card: Json = {}): Promise<Speech> {
  const { work, bad, fit } = place;
  switch (type) {
    case 'text': {
      const { text } = content;
      if (typeof text !== 'string' || text === '') throw bad();
      return await withCalls(place, fit(text, 10_000), (said) => ({ k: 'text', b: { text: said } }));
    }
    case 'post': {
      const { title, text } = postText(content);
      if (!text && !title) throw bad();
      return await withCalls(place, fit(text || title, 16_000), (said) => ({
        k: 'markdown',
        b: { text: said, ...(title && text ? { title: title.slice(0, 200) } : {}) },
      }));
    }
    case 'image':
    case 'file':
    case 'audio':
    case 'media': {
      const name = type === 'image' ? 'image_key' : 'file_key';
      const key = content[name];
      const file = typeof key === 'string' ? await place.file(key) : undefined;
      if (!file) throw bad(`invalid ${name}`);
      return { draft: draftOfFile(kinds[type], file), at: [] };
    }
    case 'share_user': {
      const [shared] = await peopleNamed(place, [String(content['user_id'])]);
      if (!shared) throw bad('invalid user_id');
      return { draft: { k: 'card', b: { title: shared.name, text: '', memberId: shared.id } }, at: [] };
    }
    case 'share_chat': {
      // A chat is only named here: whoever sits in this one may hear that the other exists, and nothing more.
      const { chatId } = place;
      const shared = String(content['share_chat_id'] ?? content['chat_id']);
      if (!chatId || ![chatId, `oc_${chatId.slice(5)}`].includes(shared)) throw bad('invalid share_chat_id');
      const { title } = await membersSeated(work, chatId);
      return { draft: { k: 'card', b: { title: title || '群聊', text: '' } }, at: [] };
    }
    case 'interactive': {
      const draft = cardDraft(Object.keys(card).length ? card : content);
      if (!draft) throw bad('empty card');
      if (draft.k !== 'template' || !draft.b.markdown) return { draft, at: [] };
      return await withCalls(place, draft.b.markdown, (markdown) => ({
        k: 'template',
        b: { ...draft.b, markdown },
      }));
    }
    default:
      throw bad(`msg_type ${type.slice(0, 40)}`);
  }
}

const AT = /<at\s+(?:user_id|id|email)\s*=\s*["']?([^"'>\s]{1,80})["']?\s*>([^<]{0,60})<\/at>/g;

/** `<at user_id="…">` becomes a name that calls. */
async function withCalls(place: Place, text: string, make: (text: string) => AnyDraft): Promise<Speech> {
  const wanted = [...new Set([...text.matchAll(AT)].map((m) => m[1]!))];
  const found = new Map((await peopleNamed(place, wanted)).map((p) => [p.written, p]));
  const at = new Set<MemberId | 'all'>();
  const said = text.replaceAll(AT, (_, id: string, label: string) => {
    if (id === 'all') {
      at.add('all');
      return '@所有人 ';
    }
    const member = found.get(id);
    if (member) at.add(member.id);
    return `@${member?.name ?? (label || id)} `;
  });
  return { draft: make(said), at: place.chatId ? [...at].slice(0, 50) : [] };
}

/** Members by userid, open id or union id, with the id as it was written. */
async function peopleNamed(
  { work, people, chatId }: Place,
  written: readonly string[],
): Promise<{ written: string; id: MemberId; name: string }[]> {
  if (written.length === 0) return [];
  const byUserid = await membersByUserid(work, written);
  const ids = new Map(
    written.flatMap((w) => {
      const id = byUserid.get(w.toLowerCase()) ?? memberIdOf(w);
      return id ? [[w, id] as const] : [];
    }),
  );
  const facts = new Map((await memberFacts(work, people, [...ids.values()])).map((m) => [m.id, m]));
  const seats = chatId && new Set((await membersSeated(work, chatId)).members.map((m) => m.id));
  return [...ids].flatMap(([w, id]) => {
    const member = facts.get(id);
    return member && (!seats || seats.has(id)) ? [{ written: w, id, name: member.name }] : [];
  });
}
