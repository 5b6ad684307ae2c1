import { MomentId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { system } from '../../../kernel/work.ts';
import { beginMoment } from '../write-moment.ts';

/** What a program asked for is set going behind its answer; a second run finds it begun. */
export const beginTask = job(
  'moments.begin_task',
  z.object({ momentId: MomentId }),
  {},
  (shift, { momentId }) => shift.work((work) => beginMoment(work, momentId), system),
);
