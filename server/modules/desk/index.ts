// The door of the service desk: desks, their sessions from bot to rating, what is known, and how it went.
import { desk as forMembers } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { deskPage } from '@teahouse/contract/desk-page';
import { tickets } from '@teahouse/contract/tickets';
import { defineModule } from '../../kernel/module.ts';
import { deskById } from './desk.access.ts';
import { changeDesk, createDesk, listDesks } from './admin/desks.ts';
import { askHuman, deskHere, deskLogo, enterDesk, leaveDesk, rateDesk } from './customer/visit.ts';
import { followStops, followWords, giveOut, greet, letGo } from './desk.subscribers.ts';
import { listMyDesks, setDeskDuty } from './inbox/my-desks.ts';
import { listDeskReplies, removeDeskReply, saveDeskReply } from './inbox/replies.ts';
import { closeDeskSession, noteDeskSession, takeDeskSession, transferDeskSession } from './inbox/serve.ts';
import { getDeskSession, listDeskSessions, readDeskSession } from './inbox/sessions.ts';
import {
  listDeskArticles,
  removeDeskArticle,
  saveDeskArticle,
  searchDeskKnowledge,
} from './knowledge/articles.ts';
import { programSilent } from './programs/program-silent.ts';
import { feedVisit, feedWord } from './programs/visits.ts';
import { getDeskReport } from './reports/get-report.ts';
import {
  changeTicket,
  createTicket,
  getTicket,
  listTickets,
  myTickets,
  noteTicket,
} from './tickets/tickets.ts';
import { ticketsHeld } from './tickets/tickets-held.ts';
import { endSilence } from './session/silence.ts';
import { markLate, stirQueue } from './session/timers.ts';

export { openNewDesk } from './admin/desks.ts';
export { deskTimeline } from './desk-timeline.ts';
export {
  chatAtDesk,
  countDesks,
  deskForProgram,
  type DeskFacts,
  deskServers,
  desksInOrder,
  makeDesk,
  renameDesk,
  seatServers,
  shutDesk,
  standOf,
  unseatServers,
  visitors,
} from './programs/desks-for-programs.ts';
export { deskFed, type FeedItem, readFeed } from './programs/feed.ts';
export { type DeskDay, figuresByDay } from './programs/figures-by-day.ts';
export { offerAt, takeOffersBack } from './programs/offer.ts';
export { moveByProgram } from './programs/move-by-program.ts';
export { deskToRead, passToRead } from './programs/passes.ts';
export { speakAt, speakByPass } from './programs/speak.ts';

export const desk = defineModule({
  name: 'desk',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...deskAdmin, ...deskPage, ...tickets },
  handlers: {
    listMyDesks,
    setDeskDuty,
    listDeskSessions,
    getDeskSession,
    readDeskSession,
    takeDeskSession,
    transferDeskSession,
    noteDeskSession,
    closeDeskSession,
    listDeskReplies,
    searchDeskKnowledge,
    getDeskReport,
    listDesks,
    createDesk,
    changeDesk,
    saveDeskReply,
    removeDeskReply,
    listDeskArticles,
    saveDeskArticle,
    removeDeskArticle,
    enterDesk,
    deskHere,
    askHuman,
    leaveDesk,
    rateDesk,
    deskLogo,
    listTickets,
    createTicket,
    getTicket,
    changeTicket,
    noteTicket,
    myTickets,
  },
  subscribers: [feedVisit, feedWord, followWords, giveOut, greet, followStops, letGo],
  jobs: [programSilent, markLate, endSilence, stirQueue],
  holds: { tickets: ticketsHeld },
  framed: { under: '/s/', key: 'desk', sites: async (work, deskId) => (await deskById(work, deskId)).sites },
  // The face of a desk is seen by whoever stands before it.
  fileViewers: { desk: async (work, deskIds) => deskIds.filter((id) => id === work.actor.id) },
});
