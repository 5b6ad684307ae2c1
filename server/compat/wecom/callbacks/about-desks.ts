import type { DeskId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import { deskFed, passToRead } from '../../../modules/desk/index.ts';
import { openKfid } from '../customers/outer-ids.ts';
import { listeners } from './about-customers.ts';
import { tell } from './tell.ts';

/** Something came to a desk: the program is told so, and reads it with the token. */
export const tellDesk = subscribe('wecom.tell_desk', deskFed, async (work, { deskId, n }) => {
  const apps = await listeners(work);
  if (apps.length === 0) return;
  await tell(work, apps, {
    from: 'sys',
    type: 'event',
    what: 'kf_msg_or_event',
    fields: [
      ['Event', 'kf_msg_or_event'],
      ['Token', await passToRead(work, deskId as DeskId)],
      ['OpenKfId', openKfid(deskId as DeskId)],
    ],
    eventId: `${deskId} ${n}`,
  });
});
