// The vendor's calendars carry any colour, ours one of six: the nearest is shown, and the program gets back its own.
import type { Calendar } from '@teahouse/contract/calendar';

const ours: Record<Calendar['colour'], readonly [number, number, number]> = {
  tea: [0x2f, 0x85, 0x5a],
  sky: [0x25, 0x63, 0xeb],
  plum: [0x93, 0x33, 0xa8],
  clay: [0xd0, 0x4a, 0x2f],
  gold: [0xd9, 0xa2, 0x1b],
  slate: [0x64, 0x74, 0x8b],
};

/** `code` is '#RRGGBB'. */
export function colourNear(code: string): Calendar['colour'] {
  const asked = [1, 3, 5].map((at) => Number.parseInt(code.slice(at, at + 2), 16));
  const far = (name: Calendar['colour']) => ours[name].reduce((sum, v, i) => sum + (v - asked[i]!) ** 2, 0);
  return (Object.keys(ours) as Calendar['colour'][]).toSorted((a, b) => far(a) - far(b))[0]!;
}
