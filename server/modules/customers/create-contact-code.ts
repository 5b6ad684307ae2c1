import { contactCodes } from '@teahouse/contract/contact-codes';
import { fail } from '../../kernel/fail.ts';
import { handOutKey } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { adminScope, departmentToAdminister } from '../directory/index.ts';
import { codeToUse, toContactCode } from './contact-code.access.ts';
import { writeCodeParts } from './write-code-parts.ts';

export const createContactCode = implementRaw(contactCodes.createContactCode, async (call, input) => {
  const row = await call.work(async (work) => {
    const me = actingMember(work);
    const { departmentId, kind } = input;
    if (departmentId) await departmentToAdminister(work, await adminScope(work), departmentId);
    else if (kind !== 'member' && (await adminScope(work)) !== null) fail('directory.outside_scope');
    const id = newId('ccd');
    // Short enough for a coarse QR code, long enough that nobody finds one by guessing: 96 bits.
    const code = newSecret().replaceAll(/[-_]/g, '').slice(0, 16);
    await work.sql(
      `insert into contact_codes (corp_id, id, code, name, kind, department_id, made_by, channel, how, confirm, welcome, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        work.corpId,
        id,
        code,
        input.name,
        kind,
        departmentId,
        me,
        input.channel,
        input.how,
        input.confirm,
        JSON.stringify(input.welcome),
        work.now,
      ],
    );
    const members = input.members.length ? input.members : [{ memberId: me, hours: null, dailyCap: null }];
    await writeCodeParts(work, id, { members, tagIds: input.tagIds, welcome: input.welcome });
    await handOutKey(work, 'contact_code', { opens: id, holder: id, secret: code });
    await work.audit({ action: 'customers.code_created', object: id, detail: { kind, name: input.name } });
    return await codeToUse(work, id);
  });
  return toContactCode(call, row);
});
