import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  memberByContact,
  memberFacts,
  membersByUserid,
  membersOfDepartment,
  plainMobile,
} from '../../../modules/directory/index.ts';
import { type FeishuCall, feishuCall, type FeishuContext } from '../call.ts';
import { countMiss } from './count-miss.ts';
import { DepartmentIdType, memberIdOf, seenDepartment, seenUser, UserIdType, userId } from '../ids.ts';
import { nextPage, offsetOf, pageInput } from '../paging.ts';
import { userRecords } from './user-record.ts';

const scope = 'contacts.read';
const idTypes = { user_id_type: UserIdType, department_id_type: DepartmentIdType };
const words = z.preprocess((v) => (v === null || v === '' ? undefined : v), z.string().max(200).optional());
const listOf = z.preprocess((v) => (Array.isArray(v) ? v : v ? [v] : []), z.array(z.coerce.string()).max(50));

const get = feishuCall({
  method: 'GET',
  path: '/open-apis/contact/v3/users/:user_id',
  scope,
  input: z.object({ user_id: z.string(), ...idTypes }),
  async run(work, input, context) {
    const facts = await seenUser(work, context.app, input.user_id, input.user_id_type);
    const [user] = await userRecords(work, context, [facts], input);
    return { user };
  },
});

/** Ids stand in the query many times over. Who is unknown or out of sight is left out. */
const batch = feishuCall({
  method: 'GET',
  path: '/open-apis/contact/v3/users/batch',
  scope,
  input: z.object(idTypes),
  async run(work, types, context) {
    const ids = listOf.parse(new URLSearchParams(context.request.search).getAll('user_ids'));
    const byUserid = types.user_id_type === 'user_id' ? await membersByUserid(work, ids) : undefined;
    const known = ids.map((id) => (byUserid ? byUserid.get(id.toLowerCase()) : memberIdOf(id)));
    const found = await memberFacts(
      work,
      context.app.visible,
      known.filter((id) => id !== undefined),
    );
    return { items: await userRecords(work, context, found, types) };
  },
});

const byDepartment = (path: string) =>
  feishuCall({
    method: 'GET',
    path,
    scope,
    input: z.object({ department_id: words, ...idTypes, ...pageInput(50, 10) }),
    run: listed,
  });

interface Listing {
  department_id?: string | undefined;
  user_id_type: UserIdType;
  department_id_type: DepartmentIdType;
  page_size: number;
  page_token: string;
}

async function listed(work: Work, input: Listing, context: FeishuContext): Promise<object> {
  const { id } = await seenDepartment(
    work,
    context.app,
    input.department_id ?? '0',
    input.department_id_type,
  );
  const start = offsetOf(input.page_token);
  const end = start + input.page_size;
  const found = await membersOfDepartment(work, context.app.visible, {
    departmentId: id,
    below: false,
    most: end + 1,
  });
  return {
    ...nextPage(found.length > end ? end : undefined),
    items: await userRecords(work, context, found.slice(start, end), input),
  };
}

const batchGetId = feishuCall({
  method: 'POST',
  path: '/open-apis/contact/v3/users/batch_get_id',
  scope,
  input: z.object({ emails: listOf, mobiles: listOf, user_id_type: UserIdType }),
  async run(work, { emails, mobiles, user_id_type }, { app, ports }) {
    const idOf = async (contact: Parameters<typeof memberByContact>[2] | undefined) => {
      const found = contact && (await memberByContact(work, app.visible, contact));
      const [facts] = found ? await memberFacts(work, app.visible, [found.id]) : [];
      if (facts)
        return {
          user_id: userId(facts, user_id_type),
          status: {
            is_frozen: facts.status === 'disabled',
            is_resigned: false,
            is_activated: facts.activated,
            is_exited: false,
            is_unjoin: facts.status === 'invited',
          },
        };
      await countMiss(ports, app);
      return {};
    };
    const list: object[] = [];
    for (const mobile of mobiles) {
      const plain = plainMobile(mobile);
      list.push({ ...(await idOf(plain ? { mobile: plain } : undefined)), mobile });
    }
    for (const email of emails) list.push({ ...(await idOf({ email })), email });
    return { user_list: list };
  },
});

export const userCalls: readonly FeishuCall[] = [
  get,
  batch,
  byDepartment('/open-apis/contact/v3/users/find_by_department'),
  byDepartment('/open-apis/contact/v3/users'),
  batchGetId,
];
