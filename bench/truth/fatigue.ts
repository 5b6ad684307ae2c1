// Simulation G, second half, and F3: a world in which more than two a week loses.
import { recommendCap } from '../../server/modules/outreach/fatigue/cap-experiment.ts';
import { liveUnder } from '../../server/modules/outreach/fatigue/world.fixture.ts';
import { dice } from '../../server/modules/outreach/lift/dice.fixture.ts';
import { between, type Finding } from './finding.ts';

const PEOPLE = 40_000;
const SEEDS = [91, 92, 93];

export function fatigue(): Finding[] {
  const paper = [
    { cap: 0, sold: [66, 68], left: [0, 0] },
    { cap: 1, sold: [324, 330], left: [1, 1.5] },
    { cap: 2, sold: [406, 435], left: [4.5, 5.2] },
    { cap: 4, sold: [382, 391], left: [25, 27] },
    { cap: 7, sold: [208, 214], left: [94, 94] },
  ];
  const figures = paper.flatMap(({ cap, sold, left }) => {
    const arms = SEEDS.map((seed) => liveUnder(cap, PEOPLE, dice(seed * 10 + cap)));
    const mean = (pick: (arm: (typeof arms)[number]) => number) =>
      arms.reduce((sum, arm) => sum + pick(arm), 0) / arms.length;
    const [low, high] = [sold[0]! * 0.95, sold[1]! * 1.05];
    return [
      between(
        `G: conversions per 1,000 people, ${cap} a week`,
        (1_000 * mean((a) => a.conversions)) / PEOPLE,
        low,
        high,
        `${sold[0]} to ${sold[1]}`,
      ),
      between(
        `G: opted out, ${cap} a week, %`,
        (100 * mean((a) => a.optOuts)) / PEOPLE,
        left[0]! * 0.95,
        left[1]! * 1.05,
        `${left[0]} to ${left[1]}`,
      ),
    ];
  });
  return [
    ...figures,
    between('F3: seeds of 10 in which the planted cap of 2 is recommended', recovered(), 9, 10, 'at least 9'),
  ];
}

function recovered(): number {
  const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
  return seeds.filter((seed) => {
    const arms = [0, 1, 2, 4].map((cap) => liveUnder(cap, 10_000, dice(seed * 1_000 + cap)));
    return recommendCap(arms, 0.1).cap === 2;
  }).length;
}
