import { readFileSync } from 'node:fs';
import { apps, type Principal, principals } from './cast.ts';

export interface Line {
  /** 'GET /members/:memberId/card' */
  route: string;
  /** JSON with {things} of the cast in it */
  input: string;
  cells: Record<Principal, string>;
  at: number;
}

const people = principals.length - apps.length;
const HEAD = ['route', 'input', ...principals].join(';');

/**
 * Who gets what, one line per route, written by a reader of the product and not read off the code. A cell is the status this
 * principal hears: 200 stands for every 2xx, 302 for every 3xx, `-` for anything but a refusal (401, 403) or a breakdown (5xx). A line
 * that ends before the cells of apps is closed to them: 403.
 */
export function readExpectations(): Line[] {
  const text = readFileSync(new URL('./authorization.csv', import.meta.url), 'utf8');
  const [head, ...lines] = text.trim().split('\n');
  if (head !== HEAD) throw new Error(`authorization.csv must begin with: ${HEAD}`);
  return lines.map((line, i) => {
    const [route, input, ...cells] = line.split(';').map((c) => c.trim());
    if (cells.length === people) cells.push(...apps.map(() => '403'));
    if (cells.length !== principals.length)
      throw new Error(`authorization.csv line ${i + 2} has ${cells.length} cells, not ${principals.length}`);
    return {
      route: route!,
      input: input || '{}',
      cells: Object.fromEntries(principals.map((p, n) => [p, cells[n]!])) as Line['cells'],
      at: i + 2,
    };
  });
}

export const asCell = (status: number) => String(status < 300 ? 200 : status < 400 ? 302 : status);

export function fits(cell: string, status: number): boolean {
  return cell === '-' ? status !== 401 && status !== 403 && status < 500 : cell === asCell(status);
}

export const asLine = (route: string, input: string, cells: readonly string[]) =>
  [route, input, ...cells].join(';');
