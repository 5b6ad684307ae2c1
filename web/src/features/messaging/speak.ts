// Says in a line what a message is, for lists, quotes and notifications.
import { list } from '../../lib/format.ts';
import { plainText } from './markdown/parse.ts';
import type { MessageEvent } from './model.ts';
import { programGist } from './program/program-text.ts';
import type { MessagingWords } from './zh.ts';

interface Naming {
  words: MessagingWords;
  nameOf: (id: string) => string;
}
const textOf = (b: Record<string, unknown>, key: string) => (typeof b[key] === 'string' ? b[key] : '');

/** Whom a system line is about. */
export const membersNamed = (m: Pick<MessageEvent, 'b'>): string[] =>
  Array.isArray(m.b['members']) ? m.b['members'].filter((x) => typeof x === 'string') : [];

/** The sentence of a system line. */
export function systemLine(m: Pick<MessageEvent, 'u' | 'b'>, { words, nameOf }: Naming): string {
  const w = words.system;
  const who = /^(mbr|cus)_/.test(m.u) ? nameOf(m.u) : w.someone;
  const named = membersNamed(m);
  // Whoever brings others in is among those who joined; naming them twice reads badly.
  const members = named.length > 1 ? named.filter((x) => x !== m.u) : named;
  const inside = (id: string) => (nameOf(id) === words.you ? words.youToo : nameOf(id));
  const shown = members.slice(0, 5).map(inside);
  const others = list(members.length > 5 ? [...shown, words.people(members.length - 5)] : shown);
  const text = textOf(m.b, 'text');
  switch (m.b['what']) {
    case 'created':
      return members.length ? w.createdWith(who, others) : w.created(who);
    case 'joined':
      return members.length === 0 || (members.length === 1 && members[0] === m.u)
        ? w.joinedSelf(who)
        : w.joined(who, others);
    case 'left':
      return w.left(who);
    case 'removed':
      return w.removed(who, others);
    case 'renamed':
      return w.renamed(who, text);
    case 'announced':
      return w.announced(who);
    case 'owner':
      return w.owner(others);
    case 'admins':
      return w.admins(who, others);
    case 'posting':
      return text === 'all' ? w.postingAll(who) : w.postingOnlyAdmins(who);
    case 'rights':
      return rightsLine(text, who, words);
    case 'archived':
      return w.archived(who);
    default:
      return text || who;
  }
}

/** `right=all|admins`, as the server writes it. */
function rightsLine(text: string, who: string, words: MessagingWords): string {
  const [right = '', to] = text.split('=');
  const name = (words.info.rightNames as Record<string, string>)[right] ?? right;
  return to === 'all' ? words.system.rightAll(who, name) : words.system.rightOnlyAdmins(who, name);
}

/** A message in one line, without its sender. */
export function gist(
  m: Pick<MessageEvent, 'k' | 'b' | 'u'> & { rc?: string | undefined },
  naming: Naming,
): string {
  const { words, nameOf } = naming;
  if (m.rc === 'expired') return words.expired;
  if (m.rc !== undefined) return words.recalledBy(m.rc.includes('_') ? nameOf(m.rc) : words.system.someone);
  switch (m.k) {
    case 'text':
      return plainText(textOf(m.b, 'text').slice(0, 300)).replace(/\s+/g, ' ').slice(0, 200);
    case 'system':
      return systemLine(m, naming);
    case 'image':
      return `[${words.kinds.image}]`;
    case 'voice':
      return `[${words.kinds.voice}]`;
    case 'video':
      return `[${words.kinds.video}]`;
    case 'file':
      return `[${words.kinds.file}] ${textOf(m.b, 'name')}`;
    case 'card':
      return `[${words.kinds.card}] ${textOf(m.b, 'title')}`;
    case 'markdown': {
      const words_ = textOf(m.b, 'title') || plainText(programGist(textOf(m.b, 'text').slice(0, 600)));
      return words_.replace(/\s+/g, ' ').slice(0, 200);
    }
    case 'news': {
      const [first] = Array.isArray(m.b['articles']) ? (m.b['articles'] as Record<string, unknown>[]) : [];
      return `[${words.kinds.news}] ${textOf(first ?? {}, 'title')}`;
    }
    case 'template':
      return (
        textOf(m.b, 'title') ||
        textOf(m.b, 'more').split('\n')[0] ||
        textOf((m.b['emphasis'] ?? {}) as Record<string, unknown>, 'title') ||
        `[${words.kinds.card}]`
      ).slice(0, 200);
    case 'forward':
      return `[${words.kinds.forward}] ${textOf(m.b, 'title')}`;
    default:
      return `[${words.kinds.unknown}]`;
  }
}
