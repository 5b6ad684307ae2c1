import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, membersInRange, type Named, type Reached } from '../../../modules/apps/index.ts';
import { maybeWords } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

const list = z.union([
  maybeWords.transform((text) => (text ?? '').split('|')),
  z.array(z.union([z.string(), z.number()])).transform((items) => items.map(String)),
]);
const cleaned = list.transform((items) => [...new Set(items.map((i) => i.trim()).filter(Boolean))]);

export const Recipients = { touser: cleaned, toparty: cleaned, totag: cleaned };

export interface WireRecipients {
  touser: string[];
  toparty: string[];
  totag: string[];
}

/** Whom the lists name, and what in them reaches nobody, as the vendor answers it. */
export async function recipientsOf(
  work: Work,
  app: App,
  { touser, toparty, totag }: WireRecipients,
): Promise<Reached & { lists: { invaliduser: string; invalidparty: string; invalidtag: string } }> {
  if (touser.length > 1_000) throw new WecomError(40032);
  if (toparty.length > 100) throw new WecomError(82002);
  if (totag.length > 100) throw new WecomError(82003);
  const all = touser.includes('@all');
  if (!all && touser.length + toparty.length + totag.length === 0) throw new WecomError(82001);
  const named: Named = {
    userids: touser,
    departmentNos: toparty.filter(isNumber).map(Number),
    tagNos: totag.filter(isNumber).map(Number),
  };
  const reached = await membersInRange(work, app, all ? 'all' : named);
  if (reached.memberIds.length === 0) throw new WecomError(81013);
  const { unknown } = reached;
  return {
    ...reached,
    lists: {
      invaliduser: unknown.userids.map((u) => u.toLowerCase()).join('|'),
      invalidparty: all ? '' : [...unknown.departmentNos, ...toparty.filter((p) => !isNumber(p))].join('|'),
      invalidtag: all ? '' : [...unknown.tagNos, ...totag.filter((t) => !isNumber(t))].join('|'),
    },
  };
}

const isNumber = (text: string) => /^\d{1,15}$/.test(text);
