import { directory } from '@teahouse/contract/directory';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { visibleMembers } from './directory.access.ts';
import { briefsOf } from './directory.present.ts';

export const getMembers = implement(directory.getMembers, async (work, { ids }) => ({
  members: await briefsOf(work, await visibleMembers(work, ids as MemberId[])),
}));
