import { contactCodeClosed, contactCodes } from '@teahouse/contract/contact-codes';
import { implementRaw } from '../../kernel/module.ts';
import { codeToUse, toContactCode } from './contact-code.access.ts';
import { writeCodeParts } from './write-code-parts.ts';

export const changeContactCode = implementRaw(
  contactCodes.changeContactCode,
  async (call, { codeId, closed, members, tagIds, welcome, ...change }) => {
    const row = await call.work(async (work) => {
      const before = await codeToUse(work, codeId, true);
      await work.sql(
        `update contact_codes set name = coalesce($3, name), channel = coalesce($4, channel), how = coalesce($5, how),
                confirm = coalesce($6, confirm), welcome = coalesce($7, welcome),
                closed_at = case when $8::boolean is null then closed_at when $8 then coalesce(closed_at, $9) end
          where corp_id = $1 and id = $2`,
        [
          work.corpId,
          codeId,
          change.name,
          change.channel,
          change.how,
          change.confirm,
          welcome && JSON.stringify(welcome),
          closed,
          work.now,
        ],
      );
      await writeCodeParts(work, codeId, { members, tagIds, welcome, shown: before.welcome.fileIds });
      await work.audit({ action: 'customers.code_changed', object: codeId });
      if (closed && !before.closedAt) await work.emit(contactCodeClosed, { codeId });
      return await codeToUse(work, codeId);
    });
    return toContactCode(call, row);
  },
);
