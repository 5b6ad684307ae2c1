import type { ContactCode } from '@teahouse/contract/contact-codes';
import type { AppId, ContactCodeId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { handOutKey } from '../../kernel/front-desk.ts';
import { newId, newSecret } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';

export interface NewCode {
  name: string;
  kind: ContactCode['kind'];
  departmentId: DepartmentId | null;
  channel: string;
  how: ContactCode['how'];
  confirm: boolean;
  welcome: ContactCode['welcome'];
  madeBy: MemberId | AppId;
  /** what only the program that made it asks for */
  program?: object;
}

/** A code without anybody who serves it yet. `code` is what its link ends with. */
export async function makeCode(work: Work, made: NewCode): Promise<{ id: ContactCodeId; code: string }> {
  const id = newId('ccd');
  // Short enough for a coarse QR code, long enough that nobody finds one by guessing: 96 bits.
  const code = newSecret().replaceAll(/[-_]/g, '').slice(0, 16);
  await work.sql(
    `insert into contact_codes (corp_id, id, code, name, kind, department_id, made_by, channel, how, confirm, welcome, program, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      work.corpId,
      id,
      code,
      made.name,
      made.kind,
      made.departmentId,
      made.madeBy,
      made.channel,
      made.how,
      made.confirm,
      JSON.stringify(made.welcome),
      made.program ? JSON.stringify(made.program) : null,
      work.now,
    ],
  );
  await handOutKey(work, 'contact_code', { opens: id, holder: id, secret: code });
  return { id, code };
}
