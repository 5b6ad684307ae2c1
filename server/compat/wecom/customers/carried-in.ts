import type { Draft } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import { mediaOfFile } from '../../../modules/apps/index.ts';

/** Messages of ours as the vendor writes them: the first text, then attachments, files under names that programs may fetch. */
export async function carriedIn(work: Work, contents: readonly Draft[]): Promise<object> {
  const [first, ...rest] = contents;
  const words = first?.k === 'text' ? first.b.text : undefined;
  const attachments: object[] = [];
  for (const draft of words === undefined ? contents : rest) attachments.push(await attached(work, draft));
  return {
    ...(words === undefined ? {} : { text: { content: words } }),
    ...(attachments.length ? { attachments } : {}),
  };
}

async function attached(work: Work, draft: Draft): Promise<object> {
  // Only an address that was to be a picture stands below the first text.
  if (draft.k === 'text') return { msgtype: 'image', image: { pic_url: draft.b.text } };
  if (draft.k === 'forward') return { msgtype: 'link', link: { title: draft.b.title } };
  if (draft.k === 'card') {
    const { title, text: desc, url } = draft.b;
    return url
      ? { msgtype: 'link', link: { title, desc, url } }
      : { msgtype: 'miniprogram', miniprogram: { title } };
  }
  const type = draft.k === 'voice' ? 'file' : draft.k;
  return { msgtype: type, [type]: { media_id: await mediaOfFile(work, draft.b.fileId, type) } };
}
