import type { Awaiting } from '@teahouse/contract/tasks';
import type { Work } from '../../kernel/work.ts';

/** What a module keeps waiting for the acting member, at most so many. */
export type Waiting = (work: Work, most: number) => Promise<Awaiting[]>;

const others: Waiting[] = [];

/** Puts what a higher module keeps for a member into the one list. Called once, where that module is loaded. */
export function alsoAwaiting(find: Waiting): void {
  others.push(find);
}

export async function othersAwaiting(work: Work, most: number): Promise<Awaiting[]> {
  const found: Awaiting[] = [];
  for (const find of others) found.push(...(await find(work, most)));
  return found;
}
