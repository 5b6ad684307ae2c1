import { usePerson } from '../../lib/people.ts';

export function Name({ id }: { id: string }) {
  return usePerson(id)?.name ?? '…';
}
