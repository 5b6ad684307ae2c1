// What this phone remembers: its own key, and words that have not reached the server yet.
import { key } from './ask.ts';

export interface Unsent {
  cid: string;
  chatId: string;
  text: string;
  failed?: string;
}

/** Private windows and some webviews keep nothing: then memory has to do. */
const memory = new Map<string, string>();
function read(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}
function write(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}

/** A random UUID, also where the page is not served over https. */
export function uuid(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6]! & 15) | 64;
  b[8] = (b[8]! & 63) | 128;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function device(): string {
  const known = read('th.device');
  if (known) return known;
  const made = uuid();
  write('th.device', made);
  return made;
}

const outName = `th.out.${key}`;
export const unsent: Unsent[] = JSON.parse(read(outName) ?? '[]') as Unsent[];
export const keepUnsent = () => write(outName, JSON.stringify(unsent));
