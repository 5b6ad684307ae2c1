import * as z from 'zod';
import type { CustomerId } from '@teahouse/contract/ids';
import { rootOfCustomer } from '../../../modules/customers/index.ts';
import { visitors } from '../../../modules/desk/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { customerIdOf } from '../customers/outer-ids.ts';
import { flag, listOf, maybe, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

const batchget = wecomCall({
  path: '/cgi-bin/kf/customer/batchget',
  scope: 'customers.read',
  input: z.object({ external_userid_list: listOf(words), need_enter_session_context: maybe(flag) }),
  async run(work, { external_userid_list: externals, need_enter_session_context: context }) {
    if (externals.length === 0) throw new WecomError(41035);
    if (externals.length > 100) throw new WecomError(40032);
    const roots = new Map<string, CustomerId>();
    for (const external of new Set(externals)) {
      const id = customerIdOf(external);
      const root = id && (await rootOfCustomer(work, id));
      if (root) roots.set(external, root);
    }
    const known = new Map((await visitors(work, [...roots.values()])).map((v) => [v.rootId, v]));
    const found = [...roots].flatMap(([external, root]) => {
      const visitor = known.get(root);
      return visitor ? [{ external, ...visitor }] : [];
    });
    const named = new Set(found.map((f) => f.external));
    return {
      // Where we know nothing (picture, gender, what WeChat calls them) the vendor's own words for nothing stand.
      customer_list: found.map(({ external, name, scene, sceneParam }) => ({
        external_userid: external,
        nickname: name,
        avatar: '',
        gender: 0,
        unionid: '',
        ...(context ? { enter_session_context: { scene, scene_param: sceneParam } } : {}),
      })),
      invalid_external_userid: [...new Set(externals)].filter((e) => !named.has(e)),
    };
  },
});

export const customerCalls: readonly WecomCall[] = [batchget];
