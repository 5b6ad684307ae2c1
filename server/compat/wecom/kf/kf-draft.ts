// What the vendor's kinds of customer-service messages become.
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, mediaFile } from '../../../modules/apps/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import { seenMember } from '../contacts/seen.ts';
import { listOf, maybe, maybeWords, words } from '../lenient.ts';
import { plain } from '../messages/draft-of.ts';
import { cut, webAddress, within } from '../messages/plain-markup.ts';
import { WecomError } from '../wecom.errors.ts';

const text = maybeWords.transform((t) => t ?? '');
const place = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

const Text = z.object({ content: text });
const Media = z.object({ media_id: text });
const Link = z.object({ title: text, desc: text, url: text, thumb_media_id: text });
const Mini = z.object({ appid: text, title: text, thumb_media_id: text, pagepath: text });
const Place = z.object({ name: text, address: text, latitude: place, longitude: place });
const Item = z.object({
  type: text,
  click: maybe(z.object({ id: text, content: text })),
  view: maybe(z.object({ url: text, content: text })),
  miniprogram: maybe(z.object({ appid: text, pagepath: text, content: text })),
  text: maybe(z.object({ content: text })),
});
const Menu = z.object({ head_content: text, list: listOf(Item), tail_content: text });

/** Every kind's object, unread: only the one that msgtype names is looked at. */
export const KfMessage = z.looseObject({ msgtype: text, msgid: maybe(words) });
export type KfMessage = z.output<typeof KfMessage>;

/** The message as ours, with the vendor's numbers for what is wrong with it. */
export async function kfDraft(
  work: Work,
  app: App,
  message: KfMessage,
  only?: readonly string[],
): Promise<Draft | ProgramDraft> {
  const { msgtype } = message;
  if (only && !only.includes(msgtype)) throw new WecomError(40008);
  const read = <S extends z.ZodType>(shape: S): z.output<S> => shape.parse(message[msgtype] ?? {});
  switch (msgtype) {
    case 'text': {
      const { content } = read(Text);
      if (!content) throw new WecomError(44004);
      return { k: 'text', b: { text: within(content, 2_048, 45002) } };
    }
    case 'image':
    case 'voice':
    case 'video':
    case 'file': {
      const { media_id } = read(Media);
      if (!media_id) throw new WecomError(41006);
      return draftOfFile(msgtype, await mediaFile(work, media_id));
    }
    case 'link': {
      const { title, desc, url, thumb_media_id } = read(Link);
      if (!title) throw new WecomError(41016);
      if (!url) throw new WecomError(41010);
      if (!thumb_media_id) throw new WecomError(41006);
      await mediaFile(work, thumb_media_id);
      return { k: 'card', b: { title: cut(title, 128), text: cut(desc, 512), url: webAddress(url) } };
    }
    case 'miniprogram': {
      // We open no mini-programs; what it is called is said all the same.
      const { title } = read(Mini);
      if (!title) throw new WecomError(41016);
      return { k: 'card', b: { title: cut(title, 64), text: '' } };
    }
    case 'msgmenu':
      return menu(read(Menu));
    case 'location': {
      const { name, address, latitude, longitude } = read(Place);
      const where = `${latitude}, ${longitude}`;
      return {
        k: 'card',
        b: { title: cut(name, 200) || where, text: address ? `${cut(address, 1_000)}\n${where}` : where },
      };
    }
    case 'ca_link': {
      const { link_url } = read(z.object({ link_url: text }));
      const url = webAddress(link_url);
      return { k: 'card', b: { title: cut(url, 190), text: '', url } };
    }
    case 'business_card': {
      const { name, position } = await seenMember(work, app, read(z.object({ userid: text })).userid);
      return { k: 'card', b: { title: name, text: position } };
    }
    default:
      throw new WecomError(40008);
  }
}

/** A menu is a card whose buttons say their own words when pressed; what only opens something is a link. */
function menu({ head_content: head, list, tail_content: tail }: z.output<typeof Menu>): ProgramDraft {
  if (list.length > 10) throw new WecomError(95008);
  const lines: string[] = [];
  const buttons: { text: string; look: 'outline'; key?: string; url?: string }[] = [];
  for (const { type, click, view, miniprogram, text: said } of list) {
    if (type === 'click' && click?.content)
      buttons.push({ text: cut(click.content, 128), look: 'outline', key: cut(click.id, 128) });
    else if (type === 'view' && view?.content)
      buttons.push({
        text: [...view.content].slice(0, 100).join(''),
        look: 'outline',
        url: webAddress(view.url),
      });
    else if (type === 'miniprogram' && miniprogram?.content) lines.push(cut(miniprogram.content, 500));
    else if (type === 'text' && said) lines.push(cut(said.content, 500));
    else throw new WecomError(95009);
  }
  if (tail) lines.push(cut(tail, 500));
  if (!head && buttons.length + lines.length === 0) throw new WecomError(44004);
  return {
    k: 'template',
    b: {
      ...plain,
      card: 'plain',
      text: within(head, 1_024, 45002),
      lines: lines.map((line) => ({ text: line, tone: 'normal' as const })),
      buttons,
      stacked: true,
    },
  };
}
