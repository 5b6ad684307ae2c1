import { desk } from '@teahouse/contract/desk';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { dayAt, epochOf } from '../../attendance/index.ts';
import { corpZone } from '../../directory/index.ts';
import { deskById, myDesk } from '../desk.access.ts';
import { sessionsBetween } from '../session/happen.ts';
import { figuresOf } from './figures.ts';

export const getDeskReport = implement(desk.getDeskReport, async (work, { whose, deskId, from, to }) => {
  const { lead } = await myDesk(work, deskId);
  if (whose === 'desk' && !lead) fail('desk.leads_only');
  const zone = (await deskById(work, deskId)).zone ?? (await corpZone(work));
  const sessions = await sessionsBetween(work, deskId, {
    from: new Date(epochOf(from, 0, zone) * 1_000),
    to: new Date(epochOf(to, 86_400, zone) * 1_000),
    memberId: whose === 'mine' ? actingMember(work) : null,
  });
  const days = new Map<string, typeof sessions>();
  for (const s of sessions) {
    const day = dayAt(Math.floor(s.openedAt / 1_000), zone);
    days.set(day, [...(days.get(day) ?? []), s]);
  }
  return {
    days: [...days]
      .map(([day, of]) => ({ day, figures: figuresOf(of) }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    total: figuresOf(sessions),
  };
});
