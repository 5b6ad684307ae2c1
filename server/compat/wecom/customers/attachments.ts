import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { mediaFile } from '../../../modules/apps/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import { listOf, maybe, maybeFilled, maybeWords } from '../lenient.ts';
import { cut, webAddress, within } from '../messages/plain-markup.ts';
import { WecomError } from '../wecom.errors.ts';

const text = maybeWords.transform((t) => t ?? '');
const Media = z.object({ media_id: text, pic_url: text });
const Link = z.object({ title: text, picurl: text, desc: text, url: text });
const Mini = z.object({ title: text, pic_media_id: text, appid: text, page: text });
const parts = {
  image: maybeFilled(Media),
  link: maybeFilled(Link),
  miniprogram: maybeFilled(Mini),
  video: maybeFilled(Media),
  file: maybeFilled(Media),
};
const Attachment = z.object({ msgtype: text, ...parts });

/** What a greeting or a mass message carries; older clients put one attachment beside the text. */
export const Carried = z.object({
  text: maybe(z.object({ content: text })),
  attachments: listOf(Attachment),
  ...parts,
});
type Carried = z.output<typeof Carried>;

/** As messages of ours: the text first, then every attachment in its order. `name` stands in for %NICKNAME%. */
export async function draftsOf(work: Work, said: Carried, name: string): Promise<Draft[]> {
  const words = within(said.text?.content ?? '', 4_000, 45002).replaceAll('%NICKNAME%', name);
  const legacy = (['image', 'link', 'miniprogram', 'video', 'file'] as const)
    .filter((type) => said.attachments.length === 0 && said[type])
    .map((msgtype) => ({ msgtype, [msgtype]: said[msgtype] }) as z.output<typeof Attachment>);
  const attached = [...said.attachments, ...legacy];
  if (attached.length > 9) throw new WecomError(41064);
  if (!words && attached.length === 0) throw new WecomError(41088);
  const drafts: Draft[] = words ? [{ k: 'text', b: { text: words } }] : [];
  for (const one of attached) drafts.push(await attachment(work, one));
  return drafts;
}

async function attachment(work: Work, one: z.output<typeof Attachment>): Promise<Draft> {
  switch (one.msgtype) {
    case 'image':
      if (one.image?.media_id) return draftOfFile('image', await mediaFile(work, one.image.media_id));
      // An address is shown as one: fetching it in the caller's name is not for a message to do.
      if (one.image?.pic_url) return { k: 'text', b: { text: webAddress(one.image.pic_url) } };
      throw new WecomError(41006);
    case 'video':
    case 'file': {
      const id = one[one.msgtype]?.media_id;
      if (!id) throw new WecomError(41006);
      return draftOfFile(one.msgtype, await mediaFile(work, id));
    }
    case 'link':
      if (!one.link?.title) throw new WecomError(41016);
      if (!one.link.url) throw new WecomError(41010);
      return {
        k: 'card',
        b: {
          title: cut(one.link.title, 128),
          text: cut(one.link.desc, 512),
          url: webAddress(one.link.url),
        },
      };
    case 'miniprogram':
      // We open no mini-programs; what it is called is said all the same.
      if (!one.miniprogram?.title) throw new WecomError(41016);
      return { k: 'card', b: { title: cut(one.miniprogram.title, 64), text: '' } };
    default:
      throw new WecomError(41065);
  }
}
