// The door of joining: links and codes by which people come into a company.
import { joining as contract } from '@teahouse/contract/joining';
import { defineModule } from '../../kernel/module.ts';
import { join, joinLink } from './join.ts';
import { closeJoinLink, createJoinLink, joinLinkQr, listJoinLinks } from './join-links.ts';
import { decideJoinRequest, listJoinRequests } from './join-requests.ts';

export { joinLinkFor, joinQr } from './join-links.ts';

export const joining = defineModule({
  name: 'joining',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listJoinLinks,
    createJoinLink,
    closeJoinLink,
    joinLinkQr,
    listJoinRequests,
    decideJoinRequest,
    joinLink,
    join,
  },
});
