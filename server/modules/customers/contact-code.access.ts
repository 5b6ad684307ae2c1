import type { ContactCode } from '@teahouse/contract/contact-codes';
import type { ContactCodeId, CustomerTagId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { RawCall } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { adminScope } from '../directory/index.ts';
import { ledMembers } from './rules/led-members.ts';

export interface CodeRow {
  id: ContactCodeId;
  code: string;
  name: string;
  kind: ContactCode['kind'];
  departmentId: DepartmentId | null;
  madeBy: MemberId;
  channel: string;
  how: ContactCode['how'];
  confirm: boolean;
  welcome: ContactCode['welcome'];
  scans: number;
  customers: number;
  closedAt: Date | null;
  createdAt: Date;
  path: string | null;
  members: ContactCode['members'];
  tagIds: CustomerTagId[];
}

/** A code, and whether the actor may change it. */
export type SeenCode = CodeRow & { changeable: boolean };

const CODES = `select c.id, c.code, c.name, c.kind, c.department_id "departmentId", c.made_by "madeBy", c.channel, c.how, c.confirm, c.welcome,
       c.scans, c.customers, c.closed_at "closedAt", c.created_at "createdAt", d.path,
       coalesce((select jsonb_agg(jsonb_build_object('memberId', x.member_id, 'name', m.name, 'hours', x.hours, 'dailyCap', x.daily_cap) order by m.name, m.id)
          from contact_code_members x join members m on m.corp_id = $1 and m.id = x.member_id where x.corp_id = $1 and x.code_id = c.id), '[]') members,
       array(select t.tag_id from contact_code_tags t where t.corp_id = $1 and t.code_id = c.id order by t.tag_id) "tagIds"
  from contact_codes c left join departments d on d.corp_id = $1 and d.id = c.department_id where c.corp_id = $1`;

/** May the actor change it? Whoever made it, administrators of its department (of the company, where it has none), and who leads all that serve it. */
async function changer(work: Work): Promise<(row: CodeRow) => boolean> {
  const scope = await adminScope(work);
  const led = new Set(await ledMembers(work, 'codes'));
  return ({ madeBy, path, members }) =>
    madeBy === work.actor.id ||
    scope === null ||
    (path !== null && scope.some((top) => path.startsWith(top))) ||
    (members.length > 0 && members.every((m) => led.has(m.memberId)));
}

/** Codes the actor made, serves or administers, newest first. */
export async function myCodes(work: Work): Promise<SeenCode[]> {
  const rows = await work.sql<CodeRow>(`${CODES} order by c.created_at desc, c.id desc limit 500`, [
    work.corpId,
  ]);
  const me = actingMember(work);
  const mayChange = await changer(work);
  const mine: SeenCode[] = [];
  for (const row of rows) {
    const changeable = mayChange(row);
    if (changeable || row.members.some((m) => m.memberId === me)) mine.push({ ...row, changeable });
  }
  return mine;
}

/** Of these codes, those whose welcome the acting member may look at. */
export async function codesISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind !== 'member') return [];
  return (await myCodes(work)).map((c) => c.id).filter((id) => ids.includes(id));
}

/** A code the actor may show; `change`: and alter. A stranger hears that it does not exist. */
export async function codeToUse(work: Work, id: ContactCodeId, change = false): Promise<SeenCode> {
  const [row] = await work.sql<CodeRow>(`${CODES} and c.id = $2`, [work.corpId, id]);
  if (!row) return fail('customers.code_not_found');
  if ((await changer(work))(row)) return { ...row, changeable: true };
  const serves = row.members.some((m) => m.memberId === actingMember(work));
  return serves && !change ? { ...row, changeable: false } : fail('customers.code_not_found');
}

/** The company's code as its readers see it. The link lies on this installation's own address and never changes. */
export function toContactCode(call: RawCall, row: SeenCode): ContactCode {
  const { code, madeBy: _, path: __, closedAt, createdAt, ...shown } = row;
  return {
    ...shown,
    url: linkOf(call, code),
    closed: closedAt !== null,
    createdAt: createdAt.toISOString(),
  };
}

/** `under`: c for a contact-me code, g for a code that leads into groups. */
export function linkOf(call: RawCall, code: string, under: 'c' | 'g' = 'c'): string {
  const { publicUrl } = call.ports.settings;
  return `${new URL(publicUrl ?? `${call.request.protocol}://${call.request.host}`).origin}/${under}/${code}`;
}
