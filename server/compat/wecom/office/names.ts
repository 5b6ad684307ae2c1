import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { briefsOf, corpZone, departmentFacts, memberFacts } from '../../../modules/directory/index.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] } as const;

/** What ids are called outside, and the clock on the company's wall. Somebody unknown is ''. */
export interface Names {
  zone: string;
  userid(id: string): string;
  name(id: string): string;
  departmentNo(id: string): number;
  /** account numbers whole */
  sensitive: boolean;
}

/** Looks up every member and department whose id stands anywhere in these values. */
export async function namesIn(work: Work, app: App, ...values: unknown[]): Promise<Names> {
  const ids = [...new Set(values.flatMap(idsIn))];
  const members = await briefsOf(
    work,
    ids.filter((id): id is MemberId => id.startsWith('mbr_')),
  );
  const known = new Map<string, { userid: string; name: string }>(members.map((m) => [m.id, m]));
  const departments = new Map<string, { no: number; name: string }>();
  for (const id of ids.filter((i): i is DepartmentId => i.startsWith('dep_')))
    for (const d of await departmentFacts(work, everybody, { only: id })) departments.set(id, d);
  return {
    zone: await corpZone(work),
    sensitive: app.scopes.includes('contacts.sensitive'),
    userid: (id) => known.get(id)?.userid ?? '',
    name: (id) => known.get(id)?.name ?? departments.get(id)?.name ?? '',
    departmentNo: (id) => departments.get(id)?.no ?? 0,
  };
}

/** The name of the main department of each of these members; '' where they have left. */
export async function partiesOf(work: Work, ids: readonly MemberId[]): Promise<(id: MemberId) => string> {
  const facts = await memberFacts(work, everybody, ids);
  const mains = new Map(facts.map((m) => [m.id, (m.places.find((p) => p.main) ?? m.places[0])?.no]));
  const byNo = new Map((await departmentFacts(work, everybody, {})).map((d) => [d.no, d.name]));
  return (id) => byNo.get(mains.get(id) ?? 0) ?? '';
}

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^(mbr|dep)_/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.values(value).flatMap(idsIn);
}
