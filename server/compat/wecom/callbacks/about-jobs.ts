import { appJobEnded } from '@teahouse/contract/apps';
import { subscribe } from '../../../kernel/module.ts';
import { jobById } from '../../../modules/apps/index.ts';
import { listeningApps } from '../../../modules/callbacks/index.ts';
import { outcomeOf } from '../wecom.errors.ts';
import { tell } from './tell.ts';

/** Long work is done: the program that asked for it need not ask again and again. */
export const tellJob = subscribe('wecom.tell_job', appJobEnded, async (work, { jobId, appId }) => {
  const apps = (await listeningApps(work)).filter((a) => a.id === appId);
  if (apps.length === 0) return;
  const { type, result } = await jobById(work, jobId);
  const { errcode, errmsg } = outcomeOf(result?.code ?? '');
  const fetched = type === 'upload_by_url';
  const Event = fetched ? 'upload_media_job_finish' : 'batch_job_result';
  await tell(work, apps, {
    from: 'sys',
    type: 'event',
    what: Event,
    eventId: `job ${jobId}`,
    fields: [
      ['Event', Event],
      fetched
        ? ['JobId', jobId]
        : [
            'BatchJob',
            [
              ['JobId', jobId],
              ['JobType', type],
              ['ErrCode', errcode],
              ['ErrMsg', errmsg],
            ],
          ],
    ],
  });
});
