// What the vendor's message types become.
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, mediaFile } from '../../../modules/apps/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import { listOf, maybe, maybeWords, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { cut, plainPage, textWithLinks, tonedLines, webAddress, within } from './plain-markup.ts';
import { cardOf, WireCard } from './template-card.ts';

const text = maybeWords.transform((t) => t ?? '');
const content = z.object({ content: text });
const media = z.object({ media_id: text });

/** Every type's object, unread: only the one that msgtype names is looked at. */
export const WireMessage = z.looseObject({ msgtype: text, safe: maybe(whole) });
export type WireMessage = z.output<typeof WireMessage>;

export type MessageType =
  | 'text'
  | 'image'
  | 'voice'
  | 'video'
  | 'file'
  | 'textcard'
  | 'news'
  | 'mpnews'
  | 'markdown'
  | 'markdown_v2'
  | 'miniprogram_notice'
  | 'taskcard'
  | 'template_card';

export interface DraftRules {
  /** the types this call takes */
  types: readonly MessageType[];
  app?: App | undefined;
  /** bytes of markdown */
  markdown: number;
  /** cards may be pressed */
  interactive: boolean;
}

/** The message as ours, with the vendor's numbers for what is wrong with it. */
export async function draftOf(
  work: Work,
  message: WireMessage,
  rules: DraftRules,
): Promise<Draft | ProgramDraft> {
  const type = rules.types.find((t) => t === message.msgtype);
  if (!type) throw new WecomError(40008);
  const object = (message as Record<string, unknown>)[type];
  const read = <S extends z.ZodType>(shape: S): z.output<S> => shape.parse(object ?? {});
  switch (type) {
    case 'text': {
      const { content: said } = read(content);
      if (!said) throw new WecomError(44004);
      return { k: 'text', b: { text: textWithLinks(cut(said, 2_048)) } };
    }
    case 'markdown':
    case 'markdown_v2': {
      const { content: said } = read(content);
      if (!said) throw new WecomError(44004);
      return { k: 'markdown', b: { text: within(said, rules.markdown, 45002) } };
    }
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return await mediaDraft(work, type, read(media).media_id);
    case 'textcard':
      return textCard(read(TextCard));
    case 'news':
      if (message.safe === 1) throw new WecomError(40074);
      return news(read(News).articles);
    case 'mpnews':
      return await mpnews(work, read(MpNews).articles);
    case 'miniprogram_notice':
      return notice(read(Notice));
    case 'taskcard':
      return taskCard(read(TaskCard));
    case 'template_card':
      return {
        k: 'template',
        b: await cardOf(work, rules.app, read(WireCard), { interactive: rules.interactive }),
      };
  }
}

async function mediaDraft(
  work: Work,
  type: 'image' | 'voice' | 'video' | 'file',
  id: string,
): Promise<Draft> {
  if (!id) throw new WecomError(41006);
  return draftOfFile(type, await mediaFile(work, id));
}

/** What every card has, empty. */
export const plain = {
  title: '',
  text: '',
  lines: [],
  paragraphs: [],
  rows: [],
  links: [],
  questions: [],
  buttons: [],
  stacked: false,
};

const TextCard = z.object({ title: text, description: text, url: text, btntxt: text });
function textCard({ title, description, url, btntxt }: z.output<typeof TextCard>): ProgramDraft {
  if (!title) throw new WecomError(41016);
  if (!description) throw new WecomError(41033);
  if (!url) throw new WecomError(41010);
  return {
    k: 'template',
    b: {
      ...plain,
      card: 'plain',
      title: cut(title, 128),
      lines: tonedLines(cut(description, 2_048)),
      url: webAddress(url),
      ...(btntxt ? { open: [...btntxt].slice(0, 4).join('') } : {}),
    },
  };
}

const News = z.object({
  articles: listOf(z.object({ title: text, description: text, url: text, picurl: text, pagepath: text })),
});
function news(articles: z.output<typeof News>['articles']): ProgramDraft {
  if (articles.length === 0) throw new WecomError(44004);
  if (articles.length > 8) throw new WecomError(45008);
  return {
    k: 'news',
    b: {
      articles: articles.map((a) => {
        if (!a.title) throw new WecomError(41016);
        if (!a.url && !a.pagepath) throw new WecomError(41010);
        return {
          title: cut(a.title, 128),
          text: cut(a.description, 512),
          ...(a.url ? { url: webAddress(a.url) } : {}),
          ...(a.picurl ? { picture: webAddress(a.picurl) } : {}),
        };
      }),
    },
  };
}

const MpNews = z.object({
  articles: listOf(
    z.object({
      title: text,
      thumb_media_id: text,
      author: text,
      content_source_url: text,
      content: text,
      digest: text,
    }),
  ),
});
async function mpnews(work: Work, articles: z.output<typeof MpNews>['articles']): Promise<ProgramDraft> {
  if (articles.length === 0) throw new WecomError(44004);
  if (articles.length > 8) throw new WecomError(45008);
  const kept = [];
  for (const a of articles) {
    if (!a.title) throw new WecomError(41016);
    if (!a.content) throw new WecomError(44004);
    if (!a.thumb_media_id) throw new WecomError(41006);
    const body = plainPage(within(a.content, 666 * 1_024, 45002));
    kept.push({
      title: cut(a.title, 128),
      text: cut(a.digest || body.slice(0, 120), 512),
      picture: (await mediaFile(work, a.thumb_media_id)).id,
      ...(a.author ? { author: cut(a.author, 64) } : {}),
      ...(a.content_source_url ? { url: webAddress(a.content_source_url) } : {}),
      body,
    });
  }
  return { k: 'news', b: { articles: kept } };
}

const Notice = z.object({
  appid: text,
  title: text,
  description: text,
  emphasis_first_item: maybe(z.union([z.boolean(), whole])),
  content_item: listOf(z.object({ key: words, value: words })),
});
/** A mini-program's notice. We open no mini-programs; what it says is shown all the same. */
function notice({
  appid,
  title,
  description,
  emphasis_first_item: big,
  content_item: items,
}: z.output<typeof Notice>): ProgramDraft {
  if (!appid) throw new WecomError(90200, 'missing appid');
  if ([...title].length < 4 || [...title].length > 12)
    throw new WecomError(90201, 'title takes 4 to 12 characters');
  if (items.length > 10) throw new WecomError(90204, 'content_item takes 10 entries at most');
  const rows = items.map((i) => ({ name: cut(i.key, 40), value: cut(i.value, 120) }));
  const [first] = rows;
  const stands = Boolean(big) && first !== undefined;
  return {
    k: 'template',
    b: {
      ...plain,
      card: 'plain',
      title,
      text: description,
      ...(stands ? { emphasis: { title: first.value, text: first.name } } : {}),
      rows: stands ? rows.slice(1) : rows,
    },
  };
}

const TaskCard = z.object({
  title: text,
  description: text,
  url: text,
  task_id: text,
  btn: listOf(
    z.object({ key: text, name: text, color: text, is_bold: maybe(z.union([z.boolean(), whole])) }),
  ),
});
function taskCard(wire: z.output<typeof TaskCard>): ProgramDraft {
  if (!wire.title) throw new WecomError(41016);
  if (!/^[0-9A-Za-z_@-]{1,128}$/.test(wire.task_id)) throw new WecomError(42030, 'invalid task_id');
  if (wire.btn.length < 1 || wire.btn.length > 2) throw new WecomError(42044, 'btn takes 1 or 2 entries');
  return {
    k: 'template',
    b: {
      ...plain,
      card: 'taskcard',
      title: cut(wire.title, 128),
      lines: tonedLines(cut(wire.description, 512)),
      ...(wire.url ? { url: webAddress(wire.url) } : {}),
      taskId: wire.task_id,
      buttons: wire.btn.map((b) => ({
        key: cut(b.key, 128),
        text: cut(b.name, 40),
        look: b.color === 'red' ? ('danger' as const) : b.is_bold ? ('solid' as const) : ('outline' as const),
      })),
    },
  };
}
