import type { XmlElement } from '../../../kernel/read-xml.ts';

const DEPTH = 12;

/** The element a JSON answer stands for: names become elements, lists repeat them. Undefined where it is not JSON. */
export function elementOf(text: string): XmlElement | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? element('xml', read, 0) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function element(name: string, value: unknown, depth: number): XmlElement {
  if (typeof value !== 'object' || value === null || depth > DEPTH)
    return {
      name,
      text: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
      children: [],
    };
  const children = Object.entries(value).flatMap(([key, inner]) =>
    (Array.isArray(inner) ? inner : [inner]).map((one: unknown) => element(key, one, depth + 1)),
  );
  return { name, text: '', children };
}
