import { Tag } from '../../ui/bits.tsx';
import type { State } from './shapes.ts';
import { useJournalWords } from './words.ts';

const tones = {
  pending: 'plain',
  reported: 'accent',
  late: 'warn',
  missing: 'danger',
  excused: 'info',
} as const;

export function StateTag({ state }: { state: State }) {
  return <Tag tone={tones[state]}>{useJournalWords().states[state]}</Tag>;
}
