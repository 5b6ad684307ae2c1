/**
 * Messages that only programs write: markdown, articles, and cards that can be pressed. A card lives in its reader's own chat with the
 * app, so what the reader chose stands in the message itself and follows them to every device.
 */
import * as z from 'zod';
import { FileId, MemberId } from './ids.ts';

/** Only these ever become links. */
export const WebAddress = z.url({ protocol: /^https?$/, hostname: /./ }).max(2_048);
const line = (most: number) => z.string().max(most);

export const MarkdownBody = z.strictObject({
  text: z.string().min(1).max(16_000),
  /** above the text, and what lists show */
  title: line(200).optional(),
});

export const Article = z.strictObject({
  title: line(256),
  text: line(2_000).default(''),
  url: WebAddress.optional(),
  /** address of a picture, or a file of ours */
  picture: z.union([WebAddress, FileId]).optional(),
  author: line(100).optional(),
  /** the article itself, where it is read in the client */
  body: line(60_000).optional(),
});
export const NewsBody = z.strictObject({ articles: z.array(Article).min(1).max(20) });

const Option = z.strictObject({ id: line(128), text: line(200) });
export const CardQuestion = z.strictObject({
  key: line(1_024),
  title: line(200).default(''),
  /** `menu` opens and takes one; `one` and `many` stand open */
  look: z.enum(['menu', 'one', 'many']),
  options: z.array(Option).min(1).max(20),
  chosen: z.array(line(128)).default([]),
});
export const CardButton = z.strictObject({
  text: line(100),
  look: z.enum(['solid', 'outline', 'plain', 'danger']).default('outline'),
  /** told to the app when pressed; without it the button opens `url` */
  key: line(1_024).optional(),
  url: WebAddress.optional(),
});
const Words = z.strictObject({ title: line(200).default(''), text: line(2_000).default('') });

export const TemplateBody = z.strictObject({
  /** WeCom's card_type; `taskcard` is its older kind, `plain` cards come from elsewhere */
  card: z.enum([
    'text_notice',
    'news_notice',
    'button_interaction',
    'vote_interaction',
    'multiple_interaction',
    'taskcard',
    'plain',
  ]),
  source: z
    .strictObject({
      text: line(100).default(''),
      icon: WebAddress.optional(),
      tone: z.enum(['grey', 'black', 'red', 'green']).default('grey'),
    })
    .optional(),
  /** colour of a headline in a band, as Feishu's cards have it */
  band: z.enum(['blue', 'green', 'orange', 'red', 'grey']).optional(),
  title: line(500).default(''),
  text: line(2_000).default(''),
  markdown: line(16_000).optional(),
  emphasis: Words.optional(),
  quote: z
    .strictObject({ title: line(200).default(''), text: line(2_000).default(''), url: WebAddress.optional() })
    .optional(),
  picture: z.union([WebAddress, FileId]).optional(),
  aside: z
    .strictObject({
      title: line(200).default(''),
      text: line(500).default(''),
      picture: WebAddress,
      url: WebAddress.optional(),
    })
    .optional(),
  paragraphs: z.array(Words).max(4).default([]),
  /** below the titles, plain */
  more: z.string().max(2_000).optional(),
  /** lines in a tone of their own, as text cards have them */
  lines: z
    .array(z.strictObject({ text: line(2_000), tone: z.enum(['grey', 'normal', 'highlight']) }))
    .max(40)
    .default([]),
  rows: z
    .array(
      z.strictObject({
        name: line(200),
        value: line(500).default(''),
        url: WebAddress.optional(),
        fileId: FileId.optional(),
        memberId: MemberId.optional(),
      }),
    )
    .max(10)
    .default([]),
  links: z
    .array(z.strictObject({ title: line(200), url: WebAddress.optional() }))
    .max(3)
    .default([]),
  /** where a press on the card leads, and what stands there */
  url: WebAddress.optional(),
  open: line(40).optional(),
  questions: z.array(CardQuestion).max(3).default([]),
  buttons: z.array(CardButton).max(10).default([]),
  /** buttons below each other; else side by side */
  stacked: z.boolean().default(false),
  submit: z.strictObject({ text: line(100), key: line(1_024) }).optional(),
  menu: z
    .strictObject({
      text: line(100).default(''),
      items: z
        .array(z.strictObject({ text: line(100), key: line(1_024) }))
        .min(1)
        .max(3),
    })
    .optional(),
  taskId: line(128).optional(),
  /** it was pressed: by which key, and what stands there now where the app said so */
  done: z.strictObject({ key: line(1_024), text: line(200).optional() }).optional(),
});
export type TemplateBody = z.output<typeof TemplateBody>;

/** What programs may send beyond what people may. */
export const ProgramDraft = z.discriminatedUnion('k', [
  z.strictObject({ k: z.literal('markdown'), b: MarkdownBody }),
  z.strictObject({ k: z.literal('news'), b: NewsBody }),
  z.strictObject({ k: z.literal('template'), b: TemplateBody }),
]);
export type ProgramDraft = z.output<typeof ProgramDraft>;

/** A copy without what can be pressed: forwarded, a card is a notice. */
export function withoutPresses(b: TemplateBody): TemplateBody {
  const { submit: _s, menu: _m, done: _d, taskId: _t, ...rest } = b;
  return { ...rest, questions: [], buttons: b.buttons.filter((button) => button.key === undefined) };
}
export type ArticleBody = z.output<typeof Article>;
