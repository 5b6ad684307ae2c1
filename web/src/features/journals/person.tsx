import { usePerson } from '../../lib/people.ts';
import { Avatar } from '../../ui/avatar.tsx';

export function Person({ id, size }: { id: string; size: number }) {
  const person = usePerson(id);
  return <Avatar id={id} name={person?.name ?? ''} src={person?.avatar} size={size} />;
}

export function Name({ id }: { id: string }) {
  return usePerson(id)?.name ?? '…';
}
