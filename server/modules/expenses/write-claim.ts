import { expenses, type LineInput } from '@teahouse/contract/expenses';
import type { ClaimId, FileId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { digitsOf } from '../approvals/index.ts';
import { attachFiles, detachFiles } from '../files/index.ts';
import { billedLines } from './billed-lines.ts';
import { claimToChange, claimToSee } from './claims.access.ts';
import { toClaim } from './claims.present.ts';
import { invoiceKey, mustBeFree } from './invoices-taken.ts';
import { converted } from './money.rules.ts';
import { nextNumber, today } from './numbers.ts';
import { expenseSettings } from './settings.ts';
import { typeRows } from './types.ts';

interface Draft {
  purpose: string;
  lines: LineInput[];
  files: FileId[];
  overReason: string;
}

export const createClaim = implement(expenses.createClaim, async (work, { cid, ...draft }) => {
  const me = actingMember(work);
  // Asked under a lock of this one claim, so that two at once cannot both miss it.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} ${me} ${cid}`]);
  const before = await work.db
    .selectFrom('expense_claims')
    .select('id')
    .where('member_id', '=', me)
    .where('cid', '=', cid)
    .executeTakeFirst();
  if (before) return await toClaim(work, await claimToSee(work, before.id));
  const id = newId('clm');
  await work.db
    .insertInto('expense_claims')
    .values({
      id,
      no: await nextNumber(work, 'BX'),
      member_id: me,
      cid,
      state: 'draft',
      purpose: draft.purpose,
      currency: (await expenseSettings(work)).currency,
      total: 0,
      created_at: work.now,
    })
    .execute();
  await writeDraft(work, id, draft, []);
  return await toClaim(work, await claimToSee(work, id));
});

export const changeClaim = implement(expenses.changeClaim, async (work, { claimId, ...draft }) => {
  const { files } = await claimToChange(work, claimId);
  await work.sql('delete from expense_lines where corp_id = $1 and claim_id = $2', [work.corpId, claimId]);
  await writeDraft(work, claimId, draft, files);
  return await toClaim(work, await claimToSee(work, claimId));
});

export const removeClaim = implement(expenses.removeClaim, async (work, { claimId }) => {
  const row = await claimToChange(work, claimId);
  // What was once under approval stays on record.
  if (row.attempt > 0) fail('expenses.not_a_draft');
  await detachFiles(work, row.files, { kind: 'claim', id: claimId });
  await work.db.deleteFrom('expense_claims').where('id', '=', claimId).execute();
  return {};
});

async function writeDraft(work: Work, id: ClaimId, draft: Draft, had: readonly FileId[]) {
  const { currency } = await expenseSettings(work);
  const billed = await billedLines(work, draft.lines);
  const lines = await checkedLines(work, billed.lines, currency);
  await mustBeFree(work, lines, id);
  for (const [i, line] of lines.entries())
    await work.db
      .insertInto('expense_lines')
      .values({ claim_id: id, no: i + 1, ...line })
      .execute();
  const place = { kind: 'claim', id };
  const files = [...new Set([...draft.files, ...billed.files])];
  await attachFiles(
    work,
    files.filter((f) => !had.includes(f)),
    place,
  );
  await detachFiles(
    work,
    had.filter((f) => !files.includes(f)),
    place,
  );
  await work.db
    .updateTable('expense_claims')
    .set({
      state: 'draft',
      purpose: draft.purpose,
      total: lines.reduce((n, l) => n + l.claimed, 0),
      over_limit: false,
      over_budget: false,
      over_reason: draft.overReason,
      files,
    })
    .where('id', '=', id)
    .execute();
}

/** The lines as they are kept; the first fault is told with the number of its line. */
async function checkedLines(work: Work, sent: readonly LineInput[], currency: string) {
  const types = new Map((await typeRows(work)).filter((t) => !t.retired_at).map((t) => [t.id, t]));
  const last = await today(work);
  return sent.map((l, i) => {
    const line = [{ path: 'line', text: String(i + 1) }];
    if (!types.has(l.typeId)) fail('expenses.type_not_found');
    if (l.day > last) fail('expenses.future_day', '', line);
    if (BigInt(l.tax) > BigInt(l.amount)) fail('expenses.bad_amount', '', line);
    const rate = BigInt(l.rateE8);
    if (l.currency === currency && rate !== 100_000_000n) fail('expenses.bad_rate', '', line);
    const home = (minor: string) =>
      Number(converted(BigInt(minor), rate, digitsOf(l.currency), digitsOf(currency)));
    const claimed = home(l.amount);
    // What does not fit thirteen digits is no expense.
    if (claimed < 1 || claimed > 9_999_999_999_999) fail('expenses.bad_amount', '', line);
    return {
      type_id: l.typeId,
      day: l.day,
      amount: Number(l.amount),
      tax: Number(l.tax),
      currency: l.currency,
      rate_e8: Number(rate),
      claimed,
      claimed_tax: Math.min(home(l.tax), claimed),
      approved: claimed,
      cost_centre: l.costCentre,
      city: l.city,
      note: l.note,
      invoice_id: l.invoiceId ?? null,
      invoice_code: l.invoiceCode,
      invoice_no: l.invoiceNo,
      invoice_key: invoiceKey(l),
    };
  });
}
