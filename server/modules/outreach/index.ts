// The door of outreach: broadcasts, and the one gateway that everything marketing passes on its way to customers.
import { outreach as contract } from '@teahouse/contract/outreach';
import { defineModule } from '../../kernel/module.ts';
import { getCaps, setCaps } from './caps.ts';
import { confirmBroadcast, listConfirmations } from './confirm-broadcast.ts';
import { changeBroadcast, createBroadcast, removeBroadcast } from './create-broadcast.ts';
import { pump, sweep } from './gateway/pump.ts';
import { begin, launchBroadcast } from './launch-broadcast.ts';
import { getResult } from './get-result.ts';
import { exportLedger, listLedger } from './ledger.ts';
import { getBroadcast, listBroadcasts } from './list-broadcasts.ts';
import { moveBroadcast } from './move-broadcast.ts';
import { broadcastsISee } from './outreach.access.ts';
import { followReading, followVisits, hearCustomers } from './outreach.subscribers.ts';
import { previewBroadcast } from './preview-broadcast.ts';
import { takeLook } from './take-look.ts';
import { tryCaps } from './try-caps.ts';
import { recordOrder } from './record-outcome.ts';

export { openChannel } from './channels/all.ts';
export type { Addressee, Channel, Parcel, Receipt } from './channels/channel.ts';
export { isBroadcast } from './gateway/is-broadcast.ts';
export { stopLine } from './channels/web/stop-words.ts';

export const outreach = defineModule({
  name: 'outreach',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
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
  },
  subscribers: [hearCustomers, followReading, followVisits],
  jobs: [pump, begin, sweep, takeLook],
  fileViewers: { broadcast: broadcastsISee },
});
