// The door of moments: what members publish for their customers, and what customers say to it.
import { moments as contract } from '@teahouse/contract/moments';
import { defineModule } from '../../kernel/module.ts';
import { commentsHeld } from './comments-held.ts';
import { createMoment, getMomentPolicy, setMomentPolicy } from './create-moment.ts';
import { commentMoment, customerMoments, likeMoment, removeMyComment } from './customer-feed.ts';
import { getMoment, listMoments, listPerformers } from './list-moments.ts';
import { beginTask } from './machines/begin-task.ts';
import { answerComment, listMomentTalk, removeComment } from './moment-talk.ts';
import { momentsISee } from './moments.access.ts';
import { publishMoment, withdrawMoment } from './publish-moment.ts';
import { tellOfComment, tellPerformers } from './tell-members.ts';

export {
  askForMoment,
  cancelMoment,
  type ListedMoment,
  momentForProgram,
  momentJob,
  pageOfMoments,
  pageOfPerformers,
  pageOfShown,
  talkUnder,
} from './machines/moment-tasks.ts';

export { momentsTimeline } from './moments-timeline.ts';

export const moments = defineModule({
  name: 'moments',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listMoments,
    createMoment,
    getMoment,
    listPerformers,
    publishMoment,
    withdrawMoment,
    listMomentTalk,
    answerComment,
    removeComment,
    getMomentPolicy,
    setMomentPolicy,
    customerMoments,
    likeMoment,
    commentMoment,
    removeMyComment,
  },
  jobs: [tellPerformers, tellOfComment, beginTask],
  fileViewers: { moment: momentsISee },
  holds: { momentComments: commentsHeld },
});
