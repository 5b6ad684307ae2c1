import type { MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { reportingLines } from '../directory/index.ts';
import type { LineRow } from './claims.present.ts';
import { linesOver } from './limits.rules.ts';
import { typeRows } from './types.ts';

/** Which lines of a claim go beyond a limit of their kind; what the member has under way for the same days counts too. */
export async function overLimits(
  work: Work,
  claim: { id: string; member_id: MemberId },
  lines: readonly LineRow[],
): Promise<boolean[]> {
  const types = new Map(
    (await typeRows(work)).map((t) => [
      t.id as string,
      { perDay: big(t.per_day), perClaim: big(t.per_claim), tiers: t.tiers },
    ]),
  );
  const asked = [...types.values()].flatMap((t) => t.tiers.flatMap((x) => x.tagId ?? []));
  const before = await work.sql<{ key: string; n: number }>(
    `select l.type_id || ' ' || l.day key, sum(l.claimed)::bigint n from expense_lines l
       join expense_claims c on c.corp_id = $1 and c.id = l.claim_id
      where l.corp_id = $1 and l.live and c.member_id = $2 and l.claim_id <> $3 and l.day = any($4::date[]) group by 1`,
    [work.corpId, claim.member_id, claim.id, lines.map((l) => l.day)],
  );
  return linesOver(
    lines.map((l) => ({ typeId: l.type_id, day: l.day, city: l.city, claimed: BigInt(l.claimed) })),
    (id) => types.get(id),
    await tagsOf(work, claim.member_id, asked),
    new Map(before.map((r) => [r.key, BigInt(r.n)])),
  );
}

async function tagsOf(work: Work, memberId: MemberId, asked: TagId[]): Promise<Set<string>> {
  if (asked.length === 0) return new Set();
  const { tags } = await reportingLines(work, { members: [], departments: [], tags: asked });
  return new Set(tags.filter((t) => t.members.includes(memberId)).map((t) => t.id));
}

const big = (n: number | null) => (n === null ? null : BigInt(n));
