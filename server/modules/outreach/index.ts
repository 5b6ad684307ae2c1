// The door of outreach: broadcasts, and the one gateway that everything marketing passes on its way to customers.
import { groupPosts } from '@teahouse/contract/group-posts';
import { journeys } from '@teahouse/contract/journeys';
import { outreach as forBroadcasts } from '@teahouse/contract/outreach';
import { capExperiments } from '@teahouse/contract/cap-experiments';
import { programme } from '@teahouse/contract/programme';
import { defineModule } from '../../kernel/module.ts';
import { getCaps, setCaps } from './caps.ts';
import { confirmBroadcast, listConfirmations } from './confirm-broadcast.ts';
import { changeBroadcast, createBroadcast, removeBroadcast } from './create-broadcast.ts';
import { pump, sweep } from './gateway/pump.ts';
import { confirmGroupPost, listGroupConfirmations } from './group-posts/confirm-group-post.ts';
import { groupPostsISee } from './group-posts/group-post-row.ts';
import { getGroupPost, listGroupPosts } from './group-posts/list-group-posts.ts';
import { lookAtGroups } from './group-posts/look-at-groups.ts';
import { previewGroupPost } from './group-posts/preview-group-post.ts';
import { pumpGroupPost } from './group-posts/pump-group-post.ts';
import { createGroupPost } from './group-posts/start-group-post.ts';
import { stopGroupPost } from './group-posts/stop-group-post.ts';
import { tellOwners } from './group-posts/tell-owners.ts';
import { journeysISee } from './journeys/journey-row.ts';
import { getJourney, listJourneys } from './journeys/list-journeys.ts';
import { moveJourney } from './journeys/move-journey.ts';
import { previewJourney } from './journeys/preview-journey.ts';
import { publishJourney } from './journeys/publish-journey.ts';
import { followTags, walkAll, walkJourney } from './journeys/walk-journey.ts';
import { changeJourney, createJourney, removeJourney } from './journeys/write-journey.ts';
import { begin, launchBroadcast } from './launch-broadcast.ts';
import { getResult } from './get-result.ts';
import { exportLedger, listLedger } from './ledger.ts';
import { getBroadcast, listBroadcasts } from './list-broadcasts.ts';
import { moveBroadcast } from './move-broadcast.ts';
import { broadcastsISee } from './outreach.access.ts';
import { followReading, followVisits, hearCustomers } from './outreach.subscribers.ts';
import { previewBroadcast } from './preview-broadcast.ts';
import {
  endCapExperiment,
  finishCapExperiment,
  startCapExperiment,
} from './experiments/run-cap-experiment.ts';
import { listCapExperiments } from './experiments/list-cap-experiments.ts';
import { listSunk } from './list-sunk.ts';
import { getProgramme, setProgramme } from './programme/get-programme.ts';
import { takeProgrammeLook } from './programme/take-programme-look.ts';
import { tellConfirmers } from './tell-confirmers.ts';
import { takeLook } from './take-look.ts';
import { tryCaps } from './try-caps.ts';
import { recordOrder } from './record-outcome.ts';

export { openChannel } from './channels/all.ts';
export { noteReceipt } from './gateway/note-receipt.ts';
export { stopBroadcast } from './move-broadcast.ts';
export { hasOutreachRole } from './outreach.access.ts';
export { confirmFor, outcomesOf, startBroadcast } from './start-broadcast.ts';
export {
  cancelGroupMass,
  groupMass,
  isGroupPost,
  makeGroupMass,
  pageOfGroupFates,
  pageOfGroupMass,
  pageOfOwners,
  remindOwners,
} from './machines/group-mass.ts';
export { type Fate, pageOfFates } from './machines/fates.ts';
export {
  cancelMassMessage,
  makeMassMessage,
  massMessage,
  type MassMessage,
  type MassPage,
  pageOfConfirmers,
  pageOfMassMessages,
  peopleIn,
  remindConfirmers,
} from './machines/mass-messages.ts';
export { type Addressee, type Channel, type Parcel, type Receipt, StillOut } from './channels/channel.ts';
export { isBroadcast } from './gateway/is-broadcast.ts';

export const outreach = defineModule({
  name: 'outreach',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forBroadcasts, ...groupPosts, ...journeys, ...programme, ...capExperiments },
  handlers: {
    listBroadcasts,
    createBroadcast,
    getBroadcast,
    changeBroadcast,
    removeBroadcast,
    previewBroadcast,
    launchBroadcast,
    moveBroadcast,
    listLedger,
    exportLedger,
    listConfirmations,
    confirmBroadcast,
    getResult,
    recordOrder,
    getCaps,
    tryCaps,
    setCaps,
    listJourneys,
    createJourney,
    getJourney,
    changeJourney,
    removeJourney,
    previewJourney,
    publishJourney,
    moveJourney,
    getProgramme,
    setProgramme,
    listCapExperiments,
    startCapExperiment,
    endCapExperiment,
    listSunk,
    listGroupPosts,
    previewGroupPost,
    createGroupPost,
    getGroupPost,
    stopGroupPost,
    listGroupConfirmations,
    confirmGroupPost,
  },
  subscribers: [hearCustomers, followReading, followVisits, followTags],
  jobs: [
    pump,
    begin,
    sweep,
    takeLook,
    tellConfirmers,
    walkJourney,
    walkAll,
    takeProgrammeLook,
    finishCapExperiment,
    pumpGroupPost,
    tellOwners,
    lookAtGroups,
  ],
  fileViewers: { broadcast: broadcastsISee, journey: journeysISee, group_post: groupPostsISee },
});
