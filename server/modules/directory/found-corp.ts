import type { CorpId, DepartmentId } from '@teahouse/contract/ids';
import { corpCreated } from '@teahouse/contract/directory';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { spellingOf } from './spelling.ts';

/** The company itself and its root department (no. 1), in a unit of work opened for the fresh id. */
export async function foundCorp(
  work: Work,
  corp: { name: string; locale?: 'zh' | 'en'; zone?: string },
): Promise<{ corpId: CorpId; rootId: DepartmentId }> {
  const corpId = work.corpId as CorpId;
  await work.db
    .insertInto('corps')
    .values({
      id: corpId,
      name: corp.name,
      locale: corp.locale ?? 'zh',
      zone: corp.zone ?? 'Asia/Shanghai',
      created_at: work.now,
    })
    .execute();
  const rootId = newId('dep');
  await work.db
    .insertInto('departments')
    .values({
      id: rootId,
      no: 1,
      name: corp.name,
      ...spellingOf(corp.name),
      parent_id: null,
      path: `/${rootId}/`,
      created_at: work.now,
    })
    .execute();
  await work.emit(corpCreated, { corpId });
  return { corpId, rootId };
}
