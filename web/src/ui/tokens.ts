// The one table of colours: [light, dark]. tools/gen-tokens.ts writes it as CSS; tokens.test.ts computes every contrast.
export const colours = {
  // Surfaces, from the desk upwards. Dark mode raises by lightness.
  paper: ['#efece4', '#131514'],
  panel: ['#f7f5ef', '#191c1a'],
  surface: ['#fdfcf9', '#1f2220'],
  raised: ['#ffffff', '#272b28'],
  sunken: ['#f1eee6', '#161917'],
  hover: ['#ece8de', '#2a2f2c'],
  selected: ['#dcebe5', '#20392f'],
  line: ['#e3dfd4', '#2f3431'],
  'line-strong': ['#8a877c', '#747c76'],
  // Words.
  text: ['#1d221f', '#eae7df'],
  'text-2': ['#4c554f', '#b6bcb5'],
  'text-3': ['#5f6760', '#a9b0a9'],
  // The one accent, and colours that mean something.
  accent: ['#0a6e5c', '#5cc3a9'],
  'accent-hover': ['#085848', '#79d2bb'],
  'accent-soft': ['#dcebe5', '#1d3a30'],
  'on-accent': ['#ffffff', '#08211b'],
  danger: ['#b1271d', '#f2978d'],
  'danger-solid': ['#b1271d', '#b1382e'],
  'on-danger': ['#ffffff', '#ffffff'],
  'danger-soft': ['#fae5e1', '#442320'],
  warn: ['#7c5200', '#e5b95c'],
  'warn-soft': ['#fbefd3', '#3b2f16'],
  ok: ['#1a6a3b', '#7cc795'],
  info: ['#275a9c', '#8fb8ec'],
  'info-soft': ['#e1ebf7', '#1f2f45'],
  // Chat.
  mine: ['#d6e9e1', '#204638'],
  theirs: ['#ffffff', '#2a2e2b'],
  badge: ['#c2352a', '#f0857a'],
  'on-badge': ['#ffffff', '#2b0a06'],
  'badge-quiet': ['#6b716c', '#8e968f'],
  mark: ['#fbe9b0', '#5b4a17'],
  focus: ['#0a6e5c', '#5cc3a9'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;
export type Colour = keyof typeof colours;

const surfaces = [
  'paper',
  'panel',
  'surface',
  'raised',
  'sunken',
  'hover',
  'selected',
  'mine',
  'theirs',
] as const;
const words = ['text', 'text-2', 'text-3', 'accent', 'danger'] as const;

/** Every pair that meets on screen as words on a ground; each needs 4.5:1. */
export const textPairs: readonly (readonly [text: Colour, ground: Colour])[] = [
  ...surfaces.flatMap((ground) => words.map((text) => [text, ground] as const)),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-solid'],
  ['accent', 'accent-soft'],
  ['text', 'accent-soft'],
  ['danger', 'danger-soft'],
  ['text', 'danger-soft'],
  ['warn', 'warn-soft'],
  ['text', 'warn-soft'],
  ['text-2', 'warn-soft'],
  ['warn', 'surface'],
  ['ok', 'surface'],
  ['ok', 'panel'],
  ['info', 'surface'],
  ['info', 'theirs'],
  ['info', 'mine'],
  ['info', 'info-soft'],
  ['text', 'mark'],
  ['on-badge', 'badge'],
  ['on-badge', 'badge-quiet'],
];

/** Lines, rings and icons that carry meaning; each needs 3:1. */
export const shapePairs: readonly (readonly [shape: Colour, ground: Colour])[] = (
  ['paper', 'panel', 'surface', 'raised', 'sunken'] as const
).flatMap((ground) => (['focus', 'line-strong', 'badge'] as const).map((shape) => [shape, ground] as const));

/** Grounds of initials, checked by eye and by test against white; the same in both themes. */
export const avatarColours = [
  '#0a6e5c',
  '#3d6b35',
  '#6a6220',
  '#8a5a12',
  '#9a4a2a',
  '#a03c44',
  '#93407a',
  '#6f4a9c',
  '#4d57a8',
  '#2b679c',
  '#1f6f80',
  '#5a626a',
] as const;
