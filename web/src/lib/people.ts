// Names and faces of colleagues by id, fetched in batches and kept on the device.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { MemberBrief } from '../../../contract/src/directory.ts';
import type { Speaker } from '../../../contract/src/messaging-shapes.ts';
import { api, ApiError, Unreachable } from './api.ts';

interface People {
  byId: Record<string, MemberBrief>;
}
export const usePeople = create<People>(() => ({ byId: {} }));

const wanted = new Set<string>();
/** id -> when it was last asked for, ms */
const asked = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | null = null;
const stale = 10 * 60_000;

/** Adds people somebody already fetched. */
export function learnPeople(people: readonly MemberBrief[]): void {
  if (people.length === 0) return;
  const now = Date.now();
  for (const p of people) asked.set(p.id, now);
  usePeople.setState((s) => ({ byId: { ...s.byId, ...Object.fromEntries(people.map((p) => [p.id, p])) } }));
}

/** People kept from an earlier run: shown at once, asked for again when they come on screen. */
export function recallPeople(people: readonly MemberBrief[]): void {
  usePeople.setState((s) => ({ byId: { ...Object.fromEntries(people.map((p) => [p.id, p])), ...s.byId } }));
}

export function forgetPeople(): void {
  wanted.clear();
  asked.clear();
  usePeople.setState({ byId: {} });
}

/** Ids that have a name: colleagues, and the apps, robots and customers who speak in my chats. */
const speaks = (id: string) => id.includes('_');

/** Who is no colleague has a name and a face, and nothing of the rest. */
const asPerson = ({ id, name, avatar }: Speaker): MemberBrief => ({
  id: id as MemberBrief['id'],
  userid: '',
  name,
  alias: '',
  avatar,
  position: '',
  departments: [],
  status: 'active',
});

async function fetchWanted(): Promise<void> {
  timer = null;
  const ids = [...wanted].slice(0, 200);
  for (const id of ids) {
    wanted.delete(id);
    asked.set(id, Date.now());
  }
  if (wanted.size) timer = setTimeout(() => void fetchWanted(), 30);
  const members = ids.filter((id) => id.startsWith('mbr_'));
  const guests = ids.filter((id) => !id.startsWith('mbr_'));
  try {
    if (members.length) learnPeople((await api.directory.getMembers({ ids: members.join(',') })).members);
    if (guests.length)
      learnPeople((await api.messaging.getSpeakers({ ids: guests.join(',') })).speakers.map(asPerson));
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof Unreachable)) throw error;
    // Asked again when they next come on screen.
    for (const id of ids) asked.delete(id);
  }
}

/** Makes sure these people are known soon. */
export function wantPeople(ids: readonly string[]): void {
  const now = Date.now();
  for (const id of ids)
    if (speaks(id) && now - (asked.get(id) ?? 0) > stale && !wanted.has(id)) wanted.add(id);
  if (wanted.size && !timer) timer = setTimeout(() => void fetchWanted(), 20);
}

/** One person; undefined until known. */
export function usePerson(id: string | null | undefined): MemberBrief | undefined {
  const person = usePeople((s) => (id ? s.byId[id] : undefined));
  useEffect(() => {
    if (id) wantPeople([id]);
  }, [id]);
  return person;
}

/** What to call somebody outside of components. */
export const nameOf = (id: string, otherwise: string): string =>
  usePeople.getState().byId[id]?.name ?? otherwise;
