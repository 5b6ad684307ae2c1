// The vendor's template cards as cards of ours, with the vendor's own numbers for what is wrong with them.
import type { TemplateBody } from '@teahouse/contract/program-messages';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, mediaFile, membersInRange } from '../../../modules/apps/index.ts';
import { listOf, maybe, maybeWords, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { webAddress } from './plain-markup.ts';

const text = maybeWords.transform((t) => t ?? '');
const pair = maybe(z.object({ title: text, desc: text }));
const option = z.object({ id: words, text: words, is_checked: maybe(z.union([z.boolean(), whole])) });
const question = z.object({
  question_key: text,
  title: text,
  mode: maybe(whole),
  selected_id: maybeWords,
  option_list: listOf(option),
});

export const WireCard = z.object({
  card_type: text,
  source: maybe(z.object({ icon_url: maybeWords, desc: text, desc_color: maybe(whole) })),
  action_menu: maybe(z.object({ desc: text, action_list: listOf(z.object({ text: words, key: words })) })),
  task_id: maybeWords,
  main_title: pair,
  quote_area: maybe(z.object({ url: maybeWords, title: text, quote_text: text })),
  emphasis_content: pair,
  sub_title_text: text,
  image_text_area: maybe(z.object({ url: maybeWords, title: text, desc: text, image_url: text })),
  card_image: maybe(z.object({ url: text })),
  vertical_content_list: listOf(z.object({ title: text, desc: text })),
  horizontal_content_list: listOf(
    z.object({
      type: maybe(whole),
      keyname: text,
      value: text,
      url: maybeWords,
      media_id: maybeWords,
      userid: maybeWords,
    }),
  ),
  jump_list: listOf(z.object({ title: text, url: maybeWords })),
  card_action: maybe(z.object({ type: maybe(whole), url: maybeWords })),
  button_selection: maybe(question),
  button_list: listOf(
    z.object({ type: maybe(whole), text: text, style: maybe(whole), key: maybeWords, url: maybeWords }),
  ),
  checkbox: maybe(question),
  select_list: listOf(question),
  submit_button: maybe(z.object({ text: text, key: text })),
  replace_text: maybeWords,
});
export type WireCard = z.output<typeof WireCard>;

const kinds = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const;
const tones = ['grey', 'black', 'red', 'green'] as const;
const looks = ['outline', 'solid', 'plain', 'danger'] as const;
const link = (url: string | undefined) => (url ? { url: webAddress(url) } : {});
const short = (value: string, most: number) => [...value].slice(0, most).join('');

/** Refuses with the vendor's number where the card breaks its rules. Texts that are too long are cut. */
export async function cardOf(
  work: Work,
  app: App | undefined,
  wire: WireCard,
  { interactive }: { interactive: boolean },
): Promise<TemplateBody> {
  const card = kinds.find((kind) => kind === wire.card_type);
  if (!card) throw new WecomError(42028, 'invalid card_type');
  if (!interactive && (kinds.indexOf(card) > 1 || wire.task_id || wire.action_menu))
    throw new WecomError(42028, 'this card_type is not allowed here');
  const rows = await rowsOf(work, app, wire);
  const questions = questionsOf(card, wire);
  const taskId = wire.task_id;
  const needsTask = kinds.indexOf(card) > 1 || wire.action_menu !== undefined;
  if (needsTask && !taskId) throw new WecomError(42029, 'missing task_id');
  if (taskId && !/^[0-9A-Za-z_@-]{1,128}$/.test(taskId)) throw new WecomError(42030, 'invalid task_id');
  if (kinds.indexOf(card) < 2 && !wire.card_action) throw new WecomError(42031, 'missing card_action');
  if (
    !wire.main_title?.title &&
    !wire.sub_title_text &&
    !wire.emphasis_content?.title &&
    card !== 'news_notice'
  )
    throw new WecomError(42032, 'missing main_title.title or sub_title_text');
  if (wire.card_action?.type === 1 && !wire.card_action.url)
    throw new WecomError(42033, 'missing card_action.url');
  const { source, quote_area: quote, image_text_area: aside, action_menu: menu } = wire;
  if (menu && (menu.action_list.length < 1 || menu.action_list.length > 3))
    throw new WecomError(42034, 'action_list takes 1 to 3 entries');
  return {
    card,
    title: short(wire.main_title?.title ?? '', 200),
    text: short(wire.main_title?.desc ?? '', 500),
    ...(source && (source.desc || source.icon_url)
      ? {
          source: {
            text: short(source.desc, 40),
            tone: tones[source.desc_color ?? 0] ?? 'grey',
            ...(source.icon_url ? { icon: webAddress(source.icon_url) } : {}),
          },
        }
      : {}),
    ...(wire.emphasis_content
      ? {
          emphasis: {
            title: short(wire.emphasis_content.title, 60),
            text: short(wire.emphasis_content.desc, 100),
          },
        }
      : {}),
    ...(quote
      ? {
          quote: { title: short(quote.title, 200), text: short(quote.quote_text, 1_000), ...link(quote.url) },
        }
      : {}),
    ...(wire.sub_title_text ? { more: short(wire.sub_title_text, 500) } : {}),
    ...(card === 'news_notice' && wire.card_image?.url ? { picture: webAddress(wire.card_image.url) } : {}),
    ...(card === 'news_notice' && aside?.image_url
      ? {
          aside: {
            title: short(aside.title, 200),
            text: short(aside.desc, 500),
            picture: webAddress(aside.image_url),
            ...link(aside.url),
          },
        }
      : {}),
    paragraphs: most(wire.vertical_content_list, 4, 42035).map((p) => ({
      title: short(p.title, 200),
      text: short(p.desc, 500),
    })),
    lines: [],
    rows,
    links: most(wire.jump_list, 3, 42036).map((jump) => ({
      title: short(jump.title, 100),
      ...link(jump.url),
    })),
    ...link(wire.card_action?.url),
    questions,
    buttons: buttonsOf(card, wire),
    stacked: false,
    ...submitOf(card, wire),
    ...(menu
      ? {
          menu: {
            text: short(menu.desc, 100),
            items: menu.action_list.map((item) => ({
              text: short(item.text, 40),
              key: item.key.slice(0, 1_024),
            })),
          },
        }
      : {}),
    ...(taskId ? { taskId } : {}),
    ...(wire.replace_text ? { done: { key: '', text: short(wire.replace_text, 100) } } : {}),
  };
}

function most<T>(list: readonly T[], n: number, errcode: number): readonly T[] {
  if (list.length > n) throw new WecomError(errcode, `too many entries, ${n} at most`);
  return list;
}

async function rowsOf(work: Work, app: App | undefined, wire: WireCard): Promise<TemplateBody['rows']> {
  const rows: TemplateBody['rows'] = [];
  for (const item of most(wire.horizontal_content_list, 6, 42037)) {
    if (!item.keyname) throw new WecomError(42038, 'missing keyname');
    const row: TemplateBody['rows'][number] = {
      name: short(item.keyname, 60),
      value: short(item.value, 200),
    };
    if (item.type === 1 && item.url) row.url = webAddress(item.url);
    if (item.type === 2) row.fileId = (await mediaFile(work, item.media_id ?? '')).id;
    if (item.type === 3 && app && item.userid) {
      const [memberId] = (await membersInRange(work, app, { userids: [item.userid] })).memberIds;
      if (memberId) row.memberId = memberId;
    }
    rows.push(row);
  }
  return rows;
}

type Question = TemplateBody['questions'][number];

function questionsOf(card: TemplateBody['card'], wire: WireCard): Question[] {
  const asked = (q: z.output<typeof question>, look: Question['look'], limit: number): Question => {
    if (!q.question_key) throw new WecomError(42039, 'missing question_key');
    if (q.option_list.length < 1 || q.option_list.length > limit)
      throw new WecomError(42040, `option_list takes 1 to ${limit} entries`);
    const options = q.option_list.map((o) => ({ id: o.id.slice(0, 128), text: short(o.text, 100) }));
    if (new Set(options.map((o) => o.id)).size !== options.length)
      throw new WecomError(42041, 'option ids must differ');
    const checked = q.option_list.filter((o) => o.is_checked === true || o.is_checked === 1).map((o) => o.id);
    const chosen = look === 'menu' ? options.filter((o) => o.id === q.selected_id).map((o) => o.id) : checked;
    return { key: q.question_key.slice(0, 1_024), title: short(q.title, 100), look, options, chosen };
  };
  if (card === 'vote_interaction') {
    if (!wire.checkbox) throw new WecomError(42042, 'missing checkbox');
    return [asked(wire.checkbox, wire.checkbox.mode === 1 ? 'many' : 'one', 20)];
  }
  if (card === 'multiple_interaction') {
    if (wire.select_list.length < 1 || wire.select_list.length > 3)
      throw new WecomError(42043, 'select_list takes 1 to 3 entries');
    return wire.select_list.map((q) => asked(q, 'menu', 10));
  }
  return card === 'button_interaction' && wire.button_selection
    ? [asked(wire.button_selection, 'menu', 10)]
    : [];
}

function buttonsOf(card: TemplateBody['card'], wire: WireCard): TemplateBody['buttons'] {
  if (card !== 'button_interaction') return [];
  if (wire.button_list.length < 1 || wire.button_list.length > 6)
    throw new WecomError(42044, 'button_list takes 1 to 6 entries');
  return wire.button_list.map((button) => {
    if (!button.text) throw new WecomError(42045, 'missing button text');
    const look = looks[(button.style ?? 1) - 1] ?? 'outline';
    if (button.type === 1) return { text: short(button.text, 40), look, url: webAddress(button.url ?? '') };
    if (!button.key) throw new WecomError(42046, 'missing button key');
    return { text: short(button.text, 40), look, key: button.key.slice(0, 1_024) };
  });
}

function submitOf(card: TemplateBody['card'], wire: WireCard): Pick<TemplateBody, 'submit'> {
  if (card !== 'vote_interaction' && card !== 'multiple_interaction') return {};
  const { submit_button: submit } = wire;
  if (!submit?.text || !submit.key) throw new WecomError(42047, 'missing submit_button');
  return { submit: { text: short(submit.text, 40), key: submit.key.slice(0, 1_024) } };
}
