import type { Broadcast, outreach } from '../../../../contract/src/outreach.ts';
import type { InputOf } from '../../../../contract/src/define.ts';
import { anybody, type AudienceForm, audienceIn, audienceOf } from './audience-form.ts';

export type FileDraft = Extract<Broadcast['contents'][number], { k: 'image' | 'file' | 'video' }>;

/** One message in a form: its text, its files, and a card that links somewhere. */
export interface ContentForm {
  text: string;
  files: readonly FileDraft[];
  cardTitle: string;
  cardUrl: string;
}

export const noContent: ContentForm = { text: '', files: [], cardTitle: '', cardUrl: '' };

/** What stands in the form; '' means any. */
export interface Composed extends ContentForm, AudienceForm {
  name: string;
  holdOut: number;
  confirm: boolean;
  outcome: Broadcast['outcome'];
  outcomeDays: number;
  at: string;
}

export const blank: Composed = {
  ...noContent,
  ...anybody,
  name: '',
  holdOut: 1_000,
  confirm: false,
  outcome: 'reply',
  outcomeDays: 14,
  at: '',
};

/** Contents as a form shows them. */
export function contentsIn(contents: Broadcast['contents']): ContentForm {
  const text = contents.find((d) => d.k === 'text');
  const card = contents.find((d) => d.k === 'card');
  return {
    text: text?.k === 'text' ? text.b.text : '',
    files: contents.filter((d): d is FileDraft => d.k === 'image' || d.k === 'file' || d.k === 'video'),
    cardTitle: card?.k === 'card' ? card.b.title : '',
    cardUrl: card?.k === 'card' ? (card.b.url ?? '') : '',
  };
}

/** A form as it is sent: the text, the files, the card. */
export const contentsOf = (c: ContentForm) => [
  ...(c.text.trim() ? [{ k: 'text' as const, b: { text: c.text.trim() } }] : []),
  ...c.files,
  ...(c.cardTitle.trim() && c.cardUrl.trim()
    ? [{ k: 'card' as const, b: { title: c.cardTitle.trim(), text: '', url: c.cardUrl.trim() } }]
    : []),
];

export function composedOf(b: Broadcast): Composed {
  return {
    ...blank,
    ...contentsIn(b.contents),
    ...audienceIn(b.audience),
    name: b.name,
    holdOut: b.holdOut,
    confirm: b.confirm,
    outcome: b.outcome,
    outcomeDays: b.outcomeDays,
  };
}

/** What is sent to the server; undefined while something is missing. */
export function inputOf(c: Composed): InputOf<typeof outreach.createBroadcast> | undefined {
  const contents = contentsOf(c);
  if (!c.name.trim() || contents.length === 0) return undefined;
  return {
    name: c.name.trim(),
    audience: audienceOf(c),
    contents,
    channel: 'web',
    holdOut: c.holdOut,
    confirm: c.confirm,
    outcome: c.outcome,
    outcomeDays: c.outcomeDays,
  };
}

/** 1250 -> '12.5%' */
export const share = (of10000: number): string => `${of10000 / 100}%`;
