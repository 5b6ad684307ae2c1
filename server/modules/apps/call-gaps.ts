import type { ForeignCall } from '../../kernel/http/foreign.ts';
import { system, type Work } from '../../kernel/work.ts';
import { whoseToken } from './app-token.ts';

const MOST_PATHS = 500;

/** Remembers a path that a program with a good token asked for in vain. Strangers write no lists here. */
export async function noteMissing({ request, ports, now }: ForeignCall, token: string): Promise<void> {
  const found = await whoseToken(ports.frontDesk, ports.secret, token, now);
  if (typeof found === 'object')
    await ports.openWork(found.corpId, system, (work) => noteGap(work, request.path));
}

/** A program of the company called what we do not have. Only so many different paths are kept: names can be made up. */
async function noteGap(work: Work, path: string): Promise<void> {
  await work.sql(
    `insert into call_gaps (corp_id, path, calls, last_at)
     select $1, $2, 1, $3
      where (select count(*) from call_gaps where corp_id = $1) < $4
         or exists (select from call_gaps where corp_id = $1 and path = $2)
     on conflict (corp_id, path) do update set calls = call_gaps.calls + 1, last_at = excluded.last_at`,
    [work.corpId, path.slice(0, 120), work.now, MOST_PATHS],
  );
}

export interface Gap {
  path: string;
  calls: number;
  lastAt: Date;
}

/** What programs asked for in vain, the most wanted first. */
export function gapsOf(work: Work): Promise<Gap[]> {
  return work.sql<Gap>(
    'select path, calls, last_at "lastAt" from call_gaps where corp_id = $1 order by calls desc, path limit 200',
    [work.corpId],
  );
}
