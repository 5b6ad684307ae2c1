// Simulation D: members choose whom to write to, and choose those who would have bought anyway.
import { effectOnContacted } from '../../server/modules/outreach/lift/contacted.ts';
import { type Dice, dice } from '../../server/modules/outreach/lift/dice.fixture.ts';
import { newcombe } from '../../server/modules/outreach/lift/intervals.ts';
import { between, type Finding, near } from './finding.ts';

const PEOPLE = 20_000;
const RUNS = 400;

export function staff(): Finding[] {
  const none = world(0, 51);
  const some = world(0.3, 52);
  return [
    near('D: no effect: sent against unsent, points', none.naive, 2.3, 0.1),
    near('D: no effect: that interval is right, %', none.naiveRight, 0, 0.5),
    near('D: no effect: conversions the last touch claims', none.lastTouch, 517, 10),
    near('D: compliance, %', none.compliance, 58, 3),
    between('D: no effect: the interval of the difference is right, %', none.right, 93, 97.5, '95.0'),
    between('D: +30 %: the interval of the difference is right, %', some.right, 93, 97.5, '95.3'),
    near('D: +30 %: truth on those contacted, points', some.truth, 1.486, 0.03),
    near('D: +30 %: effect on those contacted, points', some.late, 1.506, 0.06),
    near('D: +30 %: sent against unsent, points', some.naive, 3.8, 0.1),
    near('D: +30 %: conversions the last touch claims', some.lastTouch, 672, 12),
    near('D: +30 %: truly incremental', some.incremental, 155, 4),
  ];
}

function world(effect: number, seed: number) {
  const roll = dice(seed);
  const sums = {
    naive: 0,
    naiveRight: 0,
    lastTouch: 0,
    right: 0,
    truth: 0,
    late: 0,
    incremental: 0,
    compliance: 0,
  };
  for (let run = 0; run < RUNS; run++) {
    const r = oneRun(effect, roll);
    const itt = newcombe(r);
    if (itt.lo <= r.caused / r.n1 && r.caused / r.n1 <= itt.hi) sums.right++;
    // Whoever was not written to, the hold-out among them: what a report of sent against unsent compares with.
    const naive = newcombe({
      x1: r.sentConverted,
      n1: r.sent,
      x0: r.x1 - r.sentConverted + r.x0,
      n0: PEOPLE - r.sent,
    });
    const truth = r.caused / r.sent;
    if (naive.lo <= truth && truth <= naive.hi) sums.naiveRight++;
    sums.naive += naive.at * 100;
    sums.lastTouch += r.sentConverted;
    sums.truth += truth * 100;
    sums.late +=
      effectOnContacted(r, { contacted: r.sent, contactedAndConverted: r.sentConverted })!.at * 100;
    sums.incremental += r.caused;
    sums.compliance += r.sent / r.n1;
  }
  const mean = (sum: number) => sum / RUNS;
  return {
    naive: mean(sums.naive),
    naiveRight: 100 * mean(sums.naiveRight),
    lastTouch: mean(sums.lastTouch),
    right: 100 * mean(sums.right),
    truth: mean(sums.truth),
    late: mean(sums.late),
    incremental: mean(sums.incremental),
    compliance: 100 * mean(sums.compliance),
  };
}

/** `caused` is the expected number of conversions the messages caused among those they reached. */
function oneRun(effect: number, roll: Dice) {
  const run = { x1: 0, n1: 0, x0: 0, n0: 0, sent: 0, sentConverted: 0, caused: 0 };
  for (let i = 0; i < PEOPLE; i++) {
    const propensity = roll.beta(1.2, 30);
    if (roll.uniform() < 0.1) {
      run.n0++;
      if (roll.uniform() < propensity) run.x0++;
      continue;
    }
    run.n1++;
    const sent = roll.uniform() < Math.min(0.95, 0.3 + 8 * propensity);
    const converted = roll.uniform() < Math.min(1, propensity * (sent ? 1 + effect : 1));
    if (converted) run.x1++;
    if (!sent) continue;
    run.sent++;
    run.caused += propensity * effect;
    if (converted) run.sentConverted++;
  }
  return run;
}
