import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { departmentFacts, departmentsByNo, thoseInSet } from '../directory/index.ts';
import { listeningApps, type ListeningApp } from './deliveries.ts';

/** Somebody or something of the directory, with the departments it belongs or belonged to. */
export interface Subject {
  memberId?: MemberId;
  departmentNos: readonly number[];
}

/** The apps that hear of the directory and whose range holds this: the member, or one of the departments. */
export async function listenersAbout(work: Work, subject: Subject | 'anything'): Promise<ListeningApp[]> {
  const apps = (await listeningApps(work)).filter(
    (a) => a.kind === 'contacts' || (a.kind === 'self_built' && a.scopes.includes('contacts.read')),
  );
  if (subject === 'anything') return apps;
  const out: ListeningApp[] = [];
  for (const app of apps) if (await holds(work, app, subject)) out.push(app);
  return out;
}

async function holds(
  work: Work,
  { visible }: ListeningApp,
  { memberId, departmentNos }: Subject,
): Promise<boolean> {
  if (visible.all) return true;
  if (memberId && visible.memberIds.includes(memberId)) return true;
  if (memberId && (await thoseInSet(work, visible, [memberId])).length > 0) return true;
  const known = await departmentsByNo(work, departmentNos);
  for (const only of known.values())
    if ((await departmentFacts(work, visible, { only })).length > 0) return true;
  return false;
}
