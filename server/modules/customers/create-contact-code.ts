import { contactCodes } from '@teahouse/contract/contact-codes';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { adminScope, departmentToAdminister } from '../directory/index.ts';
import { codeToUse, toContactCode } from './contact-code.access.ts';
import { makeCode } from './make-code.ts';
import { ledMembers } from './rules/led-members.ts';
import { writeCodeParts } from './write-code-parts.ts';

export const createContactCode = implementRaw(contactCodes.createContactCode, async (call, input) => {
  const row = await call.work(async (work) => {
    const me = actingMember(work);
    const { departmentId, kind } = input;
    if (departmentId) await departmentToAdminister(work, await adminScope(work), departmentId);
    else if (kind !== 'member' && (await adminScope(work)) !== null && (await ledMembers(work)).length === 0)
      fail('directory.outside_scope');
    const { id } = await makeCode(work, { ...input, madeBy: me });
    const members = input.members.length ? input.members : [{ memberId: me, hours: null, dailyCap: null }];
    await writeCodeParts(work, id, { members, tagIds: input.tagIds, welcome: input.welcome });
    await work.audit({ action: 'customers.code_created', object: id, detail: { kind, name: input.name } });
    return await codeToUse(work, id);
  });
  return toContactCode(call, row);
});
