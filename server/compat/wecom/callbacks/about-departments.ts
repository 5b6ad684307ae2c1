import { departmentChanged } from '@teahouse/contract/directory';
import type { DepartmentId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import { forgetFacts, listenersAbout, tellFacts } from '../../../modules/callbacks/index.ts';
import { type DepartmentFacts, departmentFacts } from '../../../modules/directory/index.ts';
import type { Work } from '../../../kernel/work.ts';
import type { Fields } from './inner-message.ts';
import { tell } from './tell.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

export const tellDepartment = subscribe(
  'wecom.tell_department',
  departmentChanged,
  async (work, { departmentId, what }) => {
    if ((await listenersAbout(work, 'anything')).length === 0) return;
    if (what === 'removed') return await tellGone(work, departmentId);
    const [found] = await departmentFacts(work, everybody, { only: departmentId });
    if (!found) return;
    const { id, no, name, parentNo, order } = found;
    const joining = what === 'created';
    const difference = await tellFacts(work, { id, no, name, parentNo, order }, { joining });
    const known = difference.was === 'known';
    if (joining && known && difference.added) return;
    if (!joining && known && difference.changed.length === 0) return;
    await tellAbout(work, no, joining ? 'create_party' : 'update_party', [
      ['Id', no],
      ['Name', name],
      ['ParentId', parentNo],
      ...(joining ? [['Order', order] as const] : []),
    ]);
  },
);

async function tellGone(work: Work, departmentId: DepartmentId): Promise<void> {
  const facts = (await forgetFacts(work, departmentId)) as Partial<DepartmentFacts> | undefined;
  if (facts?.no !== undefined) await tellAbout(work, facts.no, 'delete_party', [['Id', facts.no]]);
}

async function tellAbout(work: Work, no: number, change: string, fields: Fields): Promise<void> {
  await tell(work, await listenersAbout(work, { departmentNos: [no] }), {
    from: 'sys',
    type: 'event',
    what: `change_contact/${change}`,
    fields: [['Event', 'change_contact'], ['ChangeType', change], ...fields],
  });
}
