// A world with a planted best cap: whoever hears more answers less and leaves sooner.
import type { Dice } from '../lift/dice.fixture.ts';
import type { CapArm } from './cap-experiment.ts';

const DAYS = 84;
/** a day without any message, as a share of what a message brings: people also come by themselves */
const BY_THEMSELVES = 0.0245;

/**
 * Lives `people` persons through twelve weeks under one cap, with an occasion to write every day. A person answers a message with
 * base × exp(-0.35 × pressure), base from Beta(2, 60), and leaves with 0.0006 × exp(0.45 × pressure).
 */
export function liveUnder(cap: number, people: number, dice: Dice): CapArm {
  const arm = { cap, people, conversions: 0, squares: 0, optOuts: 0 };
  for (let person = 0; person < people; person++) {
    const base = dice.beta(2, 60);
    const { conversions, left } = lifeOf(cap, base, dice);
    arm.conversions += conversions;
    arm.squares += conversions ** 2;
    if (left) arm.optOuts++;
  }
  return arm;
}

function lifeOf(cap: number, base: number, dice: Dice): { conversions: number; left: boolean } {
  let pressure = 0;
  let conversions = 0;
  let left = false;
  for (let day = 0; day < DAYS; day++) {
    if (dice.uniform() < base * BY_THEMSELVES) conversions++;
    pressure *= 2 ** (-1 / 7);
    const due = Math.floor(((day + 1) * cap) / 7) > Math.floor((day * cap) / 7);
    if (!due || left) continue;
    if (dice.uniform() < base * Math.exp(-0.35 * pressure)) conversions++;
    if (dice.uniform() < 0.0006 * Math.exp(0.45 * pressure)) left = true;
    pressure += 1;
  }
  return { conversions, left };
}
