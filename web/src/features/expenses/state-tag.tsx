import type { ClaimState } from '../../../../contract/src/expenses.ts';
import { Tag } from '../../ui/bits.tsx';
import { useExpenseWords } from './words.ts';

const tones = {
  draft: 'plain',
  submitted: 'info',
  approved: 'accent',
  paying: 'info',
  paid: 'accent',
  rejected: 'danger',
  withdrawn: 'plain',
} as const;

export function StateTag({ state }: { state: ClaimState }) {
  const words = useExpenseWords();
  return <Tag tone={tones[state]}>{words.states[state]}</Tag>;
}
