import type { XmlElement } from '../../../kernel/read-xml.ts';

/** Names that are not simply written apart. */
const apart: Record<string, string> = { KeyName: 'keyname', CheckBox: 'checkbox', UserId: 'userid' };

/**
 * A card as answers carry it (`ButtonList`, repeated) in the shape calls send it (`button_list`, a list). A name that comes once is a
 * thing, one that comes again a list; whoever reads it takes one thing for a list of one. JSON answers have the calls' names already.
 */
export function cardInAnswer({ children, text }: XmlElement): unknown {
  if (children.length === 0) return text;
  const out: Record<string, unknown> = {};
  for (const child of children) {
    const name = apart[child.name] ?? child.name.replaceAll(/(?<=.)([A-Z])/g, '_$1').toLowerCase();
    const value = cardInAnswer(child);
    const before = out[name];
    out[name] =
      before === undefined
        ? value
        : Array.isArray(before)
          ? [...(before as unknown[]), value]
          : [before, value];
  }
  return out;
}
