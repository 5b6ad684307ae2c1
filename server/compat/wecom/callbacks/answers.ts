import { callbackAnswered } from '@teahouse/contract/callbacks';
import type { MemberId } from '@teahouse/contract/ids';
import type { PayloadOf } from '@teahouse/contract/define';
import { ZodError } from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import { uuidOf } from '../../../kernel/ids.ts';
import { subscribe } from '../../../kernel/module.ts';
import { readXml, textIn, type XmlElement } from '../../../kernel/read-xml.ts';
import type { Work } from '../../../kernel/work.ts';
import { appById, type App, mediaFile } from '../../../modules/apps/index.ts';
import { guestChat, postAs } from '../../../modules/messaging/index.ts';
import { updateCard, updateTask } from '../../../modules/talk/index.ts';
import { cardOf, WireCard } from '../messages/template-card.ts';
import { WecomError } from '../wecom.errors.ts';
import { cardInAnswer } from './card-in-answer.ts';
import { elementOf } from './json-element.ts';

type Answered = PayloadOf<typeof callbackAnswered>;
type Draft = Parameters<typeof postAs>[1]['draft'];
const MOST_TEXT = 10_000;

/** What an app answers a telling with: words for the member it was about, or another look for the card they pressed. */
export const hearAnswer = subscribe('wecom.hear_answer', callbackAnswered, async (work, answered) => {
  const { appId, memberId, format, plain } = answered;
  const inner = format === 'json' || plain.startsWith('{') ? elementOf(plain) : readXml(plain);
  const app = await appById(work, appId);
  if (!inner || !memberId || !app?.enabled) return;
  try {
    await act(work, app, answered, memberId, inner);
  } catch (error) {
    // An answer that asks for what is not there changes nothing; asking again would not help.
    if (!(error instanceof Failure || error instanceof WecomError || error instanceof ZodError)) throw error;
  }
});

async function act(
  work: Work,
  app: App,
  { facts, no }: Answered,
  memberId: MemberId,
  inner: XmlElement,
): Promise<void> {
  const part = (name: string) => inner.children.find((c) => c.name === name);
  switch (textIn(inner, 'MsgType')) {
    case 'update_button':
      await updateCard(work, {
        appId: app.id,
        code: textOf(facts['responseCode']),
        to: [memberId],
        change: { replaceName: textIn(part('Button'), 'ReplaceName') },
      });
      return;
    case 'update_template_card': {
      const sent = part('TemplateCard') ?? part('template_card');
      if (!sent) return;
      const wire = WireCard.parse({ task_id: textOf(facts['taskId']), ...(cardInAnswer(sent) as object) });
      await updateCard(work, {
        appId: app.id,
        code: textOf(facts['responseCode']),
        to: [memberId],
        change: { card: await cardOf(work, app, wire, { interactive: true }) },
      });
      return;
    }
    case 'update_taskcard':
      await updateTask(work, {
        appId: app.id,
        taskId: textOf(facts['taskId']),
        to: [memberId],
        replaceName: textIn(part('TaskCard'), 'ReplaceName'),
      });
      return;
    default: {
      const draft = await draftOf(work, inner, part);
      if (!draft) return;
      const chatId = await guestChat(work, app, 'app', memberId);
      await postAs(work, { speakerId: app.id, chatId, cid: uuidOf(`answer ${app.id} ${no}`), draft });
    }
  }
}

async function draftOf(
  work: Work,
  inner: XmlElement,
  part: (name: string) => XmlElement | undefined,
): Promise<Draft | undefined> {
  const type = textIn(inner, 'MsgType');
  switch (type) {
    case 'text': {
      const text = textIn(inner, 'Content').slice(0, MOST_TEXT);
      return text ? { k: 'text', b: { text } } : undefined;
    }
    case 'image':
    case 'voice':
    case 'video': {
      const box = part(type[0]!.toUpperCase() + type.slice(1));
      const { id, name, size, mime } = await mediaFile(work, textIn(box, 'MediaId'));
      return { k: type, b: { fileId: id, name, size, mime } };
    }
    case 'news': {
      const articles = (part('Articles')?.children ?? [])
        .filter((c) => c.name === 'item')
        .slice(0, 8)
        .map((item) => ({
          title: textIn(item, 'Title').slice(0, 256),
          text: textIn(item, 'Description').slice(0, 2_000),
          ...webAddress('url', textIn(item, 'Url')),
          ...webAddress('picture', textIn(item, 'PicUrl')),
        }));
      return articles.length ? { k: 'news', b: { articles } } : undefined;
    }
    default:
      return undefined;
  }
}

const webAddress = (name: 'url' | 'picture', text: string) =>
  /^https?:\/\/./i.test(text) && URL.canParse(text) ? { [name]: text } : {};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
