import { attendance } from '@teahouse/contract/attendance';
import type { MemberId } from '@teahouse/contract/ids';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { addDays, dayAt } from './algebra/zone.ts';
import { networkOf } from './evidence.ts';
import { placesFor } from './places.ts';
import { toPunch } from './punch-rows.ts';
import { resultsOf } from './results.ts';

/** The day somebody is in right now: after midnight of a night shift still the day the shift began. */
export async function dayNow(work: Work, memberId: MemberId) {
  const epoch = Math.floor(work.now.getTime() / 1_000);
  const around = dayAt(epoch, await corpZone(work));
  const mine = (await resultsOf(work, [memberId], addDays(around, -1), addDays(around, 1))).get(memberId)!;
  const day = mine.dayHolding(epoch) ?? dayAt(epoch, mine.zone);
  const result = mine.results.find((r) => r.day === day) ?? mine.results[1]!;
  const config = mine.duty?.config;
  return { mine, result, config, punches: mine.punchesOn(result.day) };
}

export const getToday = implementRaw(attendance.getToday, async (call) => {
  return await call.work(async (work) => {
    const me = actingMember(work);
    const { mine, result, config, punches } = await dayNow(work, me);
    const places = await placesFor(work, me, config?.places ?? []);
    return {
      now: work.now.toISOString(),
      zone: mine.zone,
      rule: config
        ? {
            name: mine.ruleName,
            kind: config.kind,
            minGrade: config.minGrade,
            outside: config.outside,
            fieldPhoto: config.fieldPhoto,
            keepLocation: config.keepLocation,
          }
        : null,
      places: places.map((p) => ({ id: p.id, name: p.name, lat: p.lat, lng: p.lng, radiusM: p.radius_m })),
      network: networkOf(places, call.request.ip)?.name ?? null,
      result,
      punches: punches.map(toPunch),
    };
  });
});
