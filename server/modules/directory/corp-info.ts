import { type cardFields, directoryAdmin } from '@teahouse/contract/directory-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { spellingOf } from './spelling.ts';

export const getCorp = implement(directoryAdmin.getCorp, async (work) => {
  const [row] = await work.sql<{
    name: string;
    locale: 'zh' | 'en';
    zone: string;
    keptBack: (typeof cardFields)[number][];
    members: number;
    departments: number;
  }>(
    `select name, locale, zone, kept_back "keptBack",
            (select count(*)::int from members where corp_id = $1 and status in ('active', 'invited')) members,
            (select count(*)::int from departments where corp_id = $1) departments
       from corps where corp_id = $1`,
    [work.corpId],
  );
  return row ?? fail('common.not_found');
});

export const changeCorp = implement(directoryAdmin.changeCorp, async (work, input) => {
  if (input.zone !== undefined && !isZone(input.zone))
    fail('common.invalid_input', input.zone, [{ path: 'zone', text: 'an IANA zone such as Asia/Shanghai' }]);
  await work.sql(
    `update corps set name = coalesce($2, name), locale = coalesce($3, locale), zone = coalesce($4, zone), kept_back = coalesce($5, kept_back)
      where corp_id = $1`,
    [work.corpId, input.name, input.locale, input.zone, input.keptBack],
  );
  // The root department carries the company's name, as in WeCom.
  if (input.name !== undefined) {
    const { pinyin, initials } = spellingOf(input.name);
    await work.sql(
      'update departments set name = $2, pinyin = $3, initials = $4 where corp_id = $1 and parent_id is null',
      [work.corpId, input.name, pinyin, initials],
    );
  }
  await work.audit({ action: 'directory.corp_changed', object: work.corpId, detail: { ...input } });
  return {};
});

function isZone(zone: string): boolean {
  return zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone);
}
