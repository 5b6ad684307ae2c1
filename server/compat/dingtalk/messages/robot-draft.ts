// What DingTalk's robots may say, in our kinds of message.
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import { DingtalkError } from '../dingtalk.errors.ts';

const text = z.preprocess((v) => (v === null || v === undefined ? '' : v), z.coerce.string());
const listOf = <S extends z.ZodType>(item: S) =>
  z.preprocess(
    (v) => (v === null || v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]),
    z.array(item),
  );

export const RobotMessage = z.looseObject({
  msgtype: text,
  at: z.preprocess(
    (v) => (typeof v === 'object' && v !== null ? v : {}),
    z.object({
      atMobiles: listOf(text),
      atUserIds: listOf(text),
      isAtAll: z.preprocess((v) => v === true || v === 'true' || v === 1, z.boolean()),
    }),
  ),
});
export type RobotMessage = z.output<typeof RobotMessage>;

const Text = z.object({ content: text });
const Link = z.object({ title: text, text: text, messageUrl: text, picUrl: text });
const Markdown = z.object({ title: text, text: text });
const ActionCard = z.object({
  title: text,
  text: text,
  btnOrientation: text,
  singleTitle: text,
  singleURL: text,
  btns: listOf(z.object({ title: text, actionURL: text })),
});
const FeedCard = z.object({ links: listOf(z.object({ title: text, messageURL: text, picURL: text })) });

/** Fails with 40035 and what is missing. */
export function robotDraft(message: RobotMessage): Draft | ProgramDraft {
  // Some clients name the type "text" and send a markdown object alone.
  const type =
    message.msgtype === 'text' && !message['text'] && message['markdown'] ? 'markdown' : message.msgtype;
  const object = message[type] ?? {};
  switch (type) {
    case 'text':
      return { k: 'text', b: { text: needed(Text.parse(object).content, 'text.content').slice(0, 10_000) } };
    case 'markdown': {
      const { title, text: said } = Markdown.parse(object);
      return {
        k: 'markdown',
        b: {
          text: needed(said, 'markdown.text').slice(0, 16_000),
          title: needed(title, 'markdown.title').slice(0, 200),
        },
      };
    }
    case 'link': {
      const { title, text: said, messageUrl, picUrl } = Link.parse(object);
      return news([
        {
          title: needed(title, 'link.title'),
          text: said,
          url: needed(messageUrl, 'link.messageUrl'),
          picture: picUrl,
        },
      ]);
    }
    case 'feedCard': {
      const { links } = FeedCard.parse(object);
      if (links.length === 0) throw missing('feedCard.links');
      return news(
        links.slice(0, 20).map((l) => ({ title: l.title, text: '', url: l.messageURL, picture: l.picURL })),
      );
    }
    case 'actionCard':
      return actionCard(ActionCard.parse(object));
    default:
      throw missing('msgtype');
  }
}

function actionCard(card: z.output<typeof ActionCard>): ProgramDraft {
  const buttons = card.singleTitle ? [{ title: card.singleTitle, actionURL: card.singleURL }] : card.btns;
  if (buttons.length === 0) throw missing('actionCard.btns');
  return {
    k: 'template',
    b: {
      card: 'plain',
      title: needed(card.title, 'actionCard.title').slice(0, 200),
      text: '',
      markdown: needed(card.text, 'actionCard.text').slice(0, 16_000),
      paragraphs: [],
      lines: [],
      rows: [],
      links: [],
      questions: [],
      buttons: buttons
        .slice(0, 10)
        .map((b) => ({ text: b.title.slice(0, 100), look: 'outline' as const, url: address(b.actionURL) })),
      stacked: card.btnOrientation !== '1',
    },
  };
}

function news(links: { title: string; text: string; url: string; picture: string }[]): ProgramDraft {
  return {
    k: 'news',
    b: {
      articles: links.map((l) => ({
        title: l.title.slice(0, 250),
        text: l.text.slice(0, 1_000),
        url: address(l.url),
        ...(l.picture ? { picture: address(l.picture) } : {}),
      })),
    },
  };
}

/** A page to open. The vendor's own wrapper around an address (`dingtalk://…?url=`) is taken off. */
function address(url: string): string {
  const inside = /^dingtalk:\/\/[^?]*\?(?:.*&)?url=([^&]+)/i.exec(url)?.[1];
  const plain = inside && !/%(?![0-9a-f]{2})/i.test(inside) ? decodeURIComponent(inside) : url;
  const parsed = URL.canParse(plain) ? new URL(plain) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || plain.length > 2_048)
    throw new DingtalkError(40035, `invalid url ${plain.slice(0, 100)}`);
  return plain;
}

function needed(value: string, name: string): string {
  if (!value) throw missing(name);
  return value;
}
const missing = (name: string) => new DingtalkError(40035, `missing parameter json: ${name}`);
