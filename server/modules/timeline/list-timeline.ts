import { customerTimeline } from '@teahouse/contract/customer-timeline';
import { implement } from '../../kernel/module.ts';
import {
  customerToSee,
  messagesByDay,
  notedEvents,
  samePerson,
  type TimelineAsk,
  type TimelineBit,
  type TimelinePart,
} from '../customers/index.ts';
import { deskTimeline } from '../desk/index.ts';
import { briefsOf } from '../directory/index.ts';
import { groupsTimeline } from '../groups/index.ts';
import { momentsTimeline } from '../moments/index.ts';
import { ordersTimeline } from '../orders/index.ts';
import { outreachTimeline } from '../outreach/index.ts';

const parts: readonly TimelinePart[] = [
  notedEvents,
  messagesByDay,
  deskTimeline,
  groupsTimeline,
  outreachTimeline,
  momentsTimeline,
  ordersTimeline,
];

export const listTimeline = implement(
  customerTimeline.listTimeline,
  async (work, { customerId, before, limit }) => {
    const seen = await customerToSee(work, customerId);
    const ask: TimelineAsk = {
      customerIds: await samePerson(work, customerId),
      memberIds: [...new Set(seen.map((f) => f.memberId))],
      chatIds: seen.map((f) => f.chatId),
      before: placeFrom(before),
      limit: limit + 1,
    };
    const bits: TimelineBit[] = [];
    for (const part of parts) bits.push(...(await part(work, ask)));
    bits.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
    const page = bits.slice(0, limit);
    const members = await briefsOf(work, [...new Set(page.flatMap((b) => b.memberId ?? []))]);
    const names = new Map(members.map((m) => [m.id, m.name]));
    const last = page.at(-1);
    return {
      rows: page.map((b) => ({
        ...NOTHING,
        ...b,
        at: b.at.toISOString(),
        memberName: names.get(b.memberId!) ?? '',
      })),
      next: bits.length > limit && last ? `${last.at.toISOString()} ${last.id}` : null,
    };
  },
);

const NOTHING = {
  memberId: null,
  title: '',
  state: '',
  count: null,
  ofCustomer: null,
  amount: null,
  currency: '',
  source: '',
};

/** A place as the last page named it; anything else is the beginning. */
function placeFrom(before: string | undefined): TimelineAsk['before'] {
  const [at = '', ...id] = before?.split(' ') ?? [];
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? null : { at: when, id: id.join(' ') };
}
