import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  customFieldsOf,
  departmentsByNo,
  type MemberFacts,
  type Outward,
} from '../../../modules/directory/index.ts';
import { fit, flag, listOf, maybe, maybeWords, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { knownMember } from './seen.ts';

const Attr = z.object({
  name: words,
  type: maybe(whole),
  value: maybeWords,
  text: maybe(z.object({ value: maybeWords })),
  web: maybe(z.object({ url: maybeWords, title: maybeWords })),
});
const maybeList = <S extends z.ZodType>(item: S) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), listOf(item).optional());

/** A member as clients write one. Nothing is required here: create and update miss different things. */
export const MemberInput = z.object({
  userid: maybe(words),
  new_userid: maybe(words),
  name: maybe(words),
  alias: maybeWords,
  mobile: maybeWords,
  department: maybeList(whole),
  order: maybeList(whole),
  is_leader_in_dept: maybeList(whole),
  direct_leader: maybeList(words),
  main_department: maybe(whole),
  position: maybeWords,
  gender: maybeWords,
  email: maybeWords,
  biz_mail: maybeWords,
  biz_mail_alias: z.unknown().optional(),
  telephone: maybeWords,
  avatar_mediaid: maybe(words),
  enable: maybe(flag),
  to_invite: maybe(flag),
  extattr: maybe(z.object({ attrs: listOf(Attr) })),
  external_profile: z.unknown().optional(),
  external_position: maybeWords,
  nickname: maybeWords,
  address: maybeWords,
});
export type MemberInput = z.output<typeof MemberInput>;

/** The plain facts that were given, in our words, each held against the vendor's rule. */
export async function factsGiven(work: Work, given: MemberInput) {
  const custom = given.extattr ? await customOf(work, given.extattr.attrs) : undefined;
  const managerId = await managerOf(work, given.direct_leader);
  const all = {
    name: given.name === undefined ? undefined : fit(given.name.trim(), [1, 64], 60112),
    alias: given.alias === undefined ? undefined : fit(given.alias, [0, 64], 60112),
    position: given.position === undefined ? undefined : fit(given.position, [0, 128], 301012),
    gender: given.gender === undefined ? undefined : genderOf(given.gender),
    phone: given.telephone === undefined ? undefined : phoneOf(given.telephone),
    address: given.address === undefined ? undefined : fit(given.address, [0, 128], 40058),
    email: given.email === undefined ? undefined : given.email.trim() || null,
    managerId,
    custom,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)) as {
    [K in keyof typeof all]?: Exclude<(typeof all)[K], undefined>;
  };
}

/** What customers and mail see, as it was given. */
export function outwardGiven(given: MemberInput): Outward {
  const profile = given.external_profile;
  if (profile !== undefined && profile !== null) profileFits(profile);
  const all = {
    position:
      given.external_position === undefined ? undefined : fit(given.external_position, [0, 12], 301012),
    profile: profile ?? undefined,
    bizMail: given.biz_mail || undefined,
    bizMailAlias: given.biz_mail_alias ?? undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)) as Outward;
}

/** The departments of a member with what they are there. Parallel lists, as the vendor writes them. */
export async function placesGiven(
  work: Work,
  given: Pick<MemberInput, 'department' | 'order' | 'is_leader_in_dept' | 'main_department'>,
  before?: MemberFacts,
): Promise<{ id: DepartmentId; no: number; leader: boolean; main: boolean; order: number }[] | undefined> {
  const { order, is_leader_in_dept: leaders } = given;
  // Typed clients write 0 for what they do not mean to say.
  const main = given.main_department || undefined;
  if (!given.department && !order && !leaders && main === undefined) return undefined;
  const nos = given.department ?? before?.places.map((p) => p.no) ?? [];
  if (nos.length === 0) throw new WecomError(60127);
  if (nos.length > limits.memberDepartments) throw new WecomError(60110);
  if (new Set(nos).size !== nos.length) throw new WecomError(40066);
  if (order && order.length !== nos.length) throw new WecomError(40058);
  if (leaders && leaders.length !== nos.length) throw new WecomError(60132);
  if (main !== undefined && !nos.includes(main)) throw new WecomError(60003);
  const known = await departmentsByNo(work, nos);
  const mainNo = main ?? before?.places.find((p) => p.main && nos.includes(p.no))?.no ?? nos[0];
  return nos.map((no, i) => {
    const had = before?.places.find((p) => p.no === no);
    const id = known.get(no);
    if (!id) throw new WecomError(60003);
    return {
      id,
      no,
      main: no === mainNo,
      leader: leaders ? leaders[i] === 1 : (had?.leader ?? false),
      order: order?.[i] ?? had?.order ?? 0,
    };
  });
}

async function managerOf(work: Work, leaders: string[] | undefined): Promise<MemberId | null | undefined> {
  if (leaders === undefined) return undefined;
  if (leaders.length > limits.directLeaders) throw new WecomError(60257);
  return leaders[0] ? await knownMember(work, leaders[0], 60111) : null;
}

/** Values by the names of the company's own fields; names it does not have are ignored, as the vendor does. */
async function customOf(
  work: Work,
  attrs: readonly z.output<typeof Attr>[],
): Promise<Record<string, string>> {
  if (attrs.length === 0) return {};
  const fields = new Map((await customFieldsOf(work)).map((f) => [f.name, f.id]));
  return Object.fromEntries(
    attrs.flatMap((a) => {
      const id = fields.get(a.name);
      return id ? [[id, a.web?.url ?? a.text?.value ?? a.value ?? '']] : [];
    }),
  );
}

function genderOf(text: string): '' | 'male' | 'female' {
  const known = ({ '': '', '0': '', '1': 'male', '2': 'female' } as const)[text];
  if (known === undefined) throw new WecomError(40058);
  return known;
}

function phoneOf(text: string): string {
  if (!/^[\d\-+,]{0,32}$/.test(text)) throw new WecomError(301013);
  return text;
}

/** Texts of an external profile have at most 12 characters. */
function profileFits(profile: unknown): void {
  const shape = z.object({
    external_attr: listOf(z.object({ name: words, text: maybe(z.object({ value: words })) })).optional(),
  });
  const read = shape.safeParse(profile);
  if (!read.success) throw new WecomError(90100);
  for (const attr of read.data.external_attr ?? []) if (attr.text) fit(attr.text.value, [0, 12], 90106);
}
