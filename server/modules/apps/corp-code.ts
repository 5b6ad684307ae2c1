import { createHash } from 'node:crypto';
import { handOutKey } from '../../kernel/front-desk.ts';
import type { Work } from '../../kernel/work.ts';

/** What foreign interfaces call this company: 'ww' and 16 hex digits, always the same for the same company. */
export function corpCode(corpId: string): string {
  return `ww${createHash('sha256').update(`teahouse corp ${corpId}`).digest('hex').slice(0, 16)}`;
}

/** Lets the front desk find the company by its code; done once, with its first app. */
export async function publishCorpCode(work: Work): Promise<void> {
  await handOutKey(work, 'corp_code', {
    secret: corpCode(work.corpId),
    opens: work.corpId,
    holder: work.corpId,
  });
}
