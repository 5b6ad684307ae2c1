import { type LedgerLine, outreach, type Reason } from '@teahouse/contract/outreach';
import type { BroadcastId, CustomerId, MemberId } from '@teahouse/contract/ids';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { standingOf } from '../customers/index.ts';
import { writeCsv } from '../directory/index.ts';
import { broadcastToUse } from './outreach.access.ts';

const AT_ONCE = 2_000;
const columns = ['客户', '成员', '结果', '发送时间', '送达时间', '阅读时间', '客户编号'];

export const listLedger = implement(outreach.listLedger, async (work, { after, limit, ...wanted }) => {
  await broadcastToUse(work, wanted.broadcastId);
  const found = await pageOfLedger(work, wanted, after, limit + 1);
  const page = found.slice(0, limit);
  return { lines: page.map((p) => p.line), next: found.length > limit ? page.at(-1)!.personId : null };
});

export const exportLedger = implementRaw(outreach.exportLedger, async (call, wanted) => {
  const rows = await call.work(async (work) => {
    await broadcastToUse(work, wanted.broadcastId);
    const all: string[][] = [columns];
    let after: string | undefined;
    for (;;) {
      const page = await pageOfLedger(work, wanted, after, AT_ONCE);
      all.push(...page.map((p) => cellsOf(p.line)));
      after = page.at(-1)?.personId;
      if (page.length < AT_ONCE) break;
    }
    await work.audit({ action: 'outreach.ledger_exported', object: wanted.broadcastId });
    return all;
  });
  call.reply.headers({
    'content-disposition': 'attachment; filename="ledger.csv"',
    'cache-control': 'private, no-store',
  });
  call.reply.type('text/csv; charset=utf-8');
  return Buffer.from(writeCsv(rows));
});

interface Row {
  personId: CustomerId;
  customerId: CustomerId;
  memberId: MemberId;
  state: 'waiting' | 'asked' | 'claimed' | 'handed' | 'done';
  reason: Reason | null;
  dueAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
}

async function pageOfLedger(
  work: Work,
  { broadcastId, reason }: { broadcastId: BroadcastId; reason?: Reason | undefined },
  after: string | undefined,
  limit: number,
): Promise<{ personId: string; line: LedgerLine }[]> {
  const rows = await work.sql<Row>(
    `select person_id "personId", customer_id "customerId", member_id "memberId", state, reason, due_at "dueAt", sent_at "sentAt",
            delivered_at "deliveredAt", read_at "readAt"
       from broadcast_people where corp_id = $1 and broadcast_id = $2 and ($3::text is null or reason = $3) and person_id > $4
      order by person_id limit $5`,
    [work.corpId, broadcastId, reason ?? null, after ?? '', limit],
  );
  const standing = await standingOf(work, rows);
  return rows.map(({ personId, state, dueAt, sentAt, deliveredAt, readAt, ...row }) => {
    const now = standing.get(row.customerId);
    return {
      personId,
      line: {
        ...row,
        name: now?.name ?? '',
        memberName: now?.memberName ?? '',
        state: state === 'claimed' || state === 'handed' ? 'sending' : state,
        dueAt: dueAt?.toISOString() ?? null,
        sentAt: sentAt?.toISOString() ?? null,
        deliveredAt: deliveredAt?.toISOString() ?? null,
        readAt: readAt?.toISOString() ?? null,
      },
    };
  });
}

const cellsOf = (l: LedgerLine): string[] =>
  [
    l.name,
    l.memberName,
    l.reason ?? '',
    l.sentAt ?? '',
    l.deliveredAt ?? '',
    l.readAt ?? '',
    l.customerId,
  ].map(guarded);

/** A cell that begins like a formula would run as one in a spreadsheet. */
const guarded = (text: string) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);
