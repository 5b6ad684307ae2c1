import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { addMember } from './add-member.ts';
import { adminScope } from './directory.access.ts';
import { recordsOf } from './directory.present.ts';
import { checkCustom, checkManager, contactsOf, placesWithin, setTags } from './member-facts.ts';
import { useridFrom } from './member.rules.ts';
import { spellingOf } from './spelling.ts';
import { setSince } from './tenures.ts';

export const createMember = implement(directoryAdmin.createMember, async (work, input) => {
  const scope = await adminScope(work);
  const departments = await placesWithin(work, scope, input.departments);
  const { custom = {}, managerId = null, tags = [] } = input;
  if (managerId) await checkManager(work, managerId);
  await checkCustom(work, custom);
  const id = await addMember(work, {
    userid: input.userid ?? (await freeUserid(work, input.name)),
    useridMade: input.userid === undefined,
    name: input.name,
    alias: input.alias ?? '',
    position: input.position ?? '',
    gender: input.gender ?? '',
    phone: input.phone ?? '',
    address: input.address ?? '',
    hidden: input.hidden ?? false,
    ...contactsOf(input),
    managerId,
    custom: Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== '')),
    departments,
    status: 'invited',
  });
  if (input.since) await setSince(work, id, input.since);
  if (tags.length) await setTags(work, id, tags);
  await work.audit({
    action: 'directory.member_created',
    object: id,
    detail: { name: input.name, departments: departments.map((d) => d.id) },
  });
  const [record] = await recordsOf(work, [id]);
  return record!;
});

/** A handle nobody has, made from the name. */
export async function freeUserid(work: Work, name: string): Promise<string> {
  const { pinyin } = spellingOf(name);
  const base = useridFrom(pinyin, () => false);
  const rows = await work.sql<{ userid: string }>(
    `select lower(userid) userid from members where corp_id = $1 and lower(userid) >= $2 and lower(userid) < $2 || '~'`,
    [work.corpId, base],
  );
  const taken = new Set(rows.map((r) => r.userid));
  return useridFrom(pinyin, (userid) => taken.has(userid));
}
