// Written by tools/gen-routes.ts from the contract. Do not edit.
import type { accounting } from './accounting.ts';
import type { appCalls } from './app-calls.ts';
import type { appMessages } from './app-messages.ts';
import type { appPages } from './app-pages.ts';
import type { approvalComments } from './approval-comments.ts';
import type { approvalsAdmin } from './approvals-admin.ts';
import type { approvalsPrograms } from './approvals-programs.ts';
import type { approvals } from './approvals.ts';
import type { appTokens } from './apps.ts';
import type { apps } from './apps.ts';
import type { appsAdmin } from './apps.ts';
import type { assessmentAdmin } from './assessment-admin.ts';
import type { assessment } from './assessment.ts';
import type { attendanceAdmin } from './attendance-admin.ts';
import type { attendanceLeave } from './attendance-leave.ts';
import type { attendance } from './attendance.ts';
import type { calendar } from './calendar.ts';
import type { callbacks } from './callbacks.ts';
import type { capExperiments } from './cap-experiments.ts';
import type { channels } from './channels.ts';
import type { contactCodes } from './contact-codes.ts';
import type { customerDuplicates } from './customer-duplicates.ts';
import type { customerFields } from './customer-fields.ts';
import type { customerGroups } from './customer-groups.ts';
import type { customerPage } from './customer-page.ts';
import type { customerRules } from './customer-rules.ts';
import type { customerTimeline } from './customer-timeline.ts';
import type { customerTransfers } from './customer-transfers.ts';
import type { customers } from './customers.ts';
import type { deskAdmin } from './desk-admin.ts';
import type { deskPage } from './desk-page.ts';
import type { desk } from './desk.ts';
import type { directoryAdmin } from './directory-admin.ts';
import type { directorySettings } from './directory-settings.ts';
import type { directory } from './directory.ts';
import type { expensesAdmin } from './expenses-admin.ts';
import type { expenses } from './expenses.ts';
import type { files } from './files.ts';
import type { groupPosts } from './group-posts.ts';
import type { identityAdmin } from './identity-admin.ts';
import type { identity } from './identity.ts';
import type { invoices } from './invoices.ts';
import type { joining } from './joining.ts';
import type { journalsAdmin } from './journals-admin.ts';
import type { journals } from './journals.ts';
import type { journeys } from './journeys.ts';
import type { keeping } from './keeping.ts';
import type { leaving } from './leaving.ts';
import type { links } from './links.ts';
import type { materials } from './materials.ts';
import type { memberImport } from './member-import.ts';
import type { messaging } from './messaging.ts';
import type { moments } from './moments.ts';
import type { notices } from './notices.ts';
import type { objectives } from './objectives.ts';
import type { orders } from './orders.ts';
import type { outreach } from './outreach.ts';
import type { programme } from './programme.ts';
import type { qrSignIn } from './qr-sign-in.ts';
import type { robots } from './robots.ts';
import type { sample } from './sample.ts';
import type { talk } from './talk.ts';
import type { tasks } from './tasks.ts';
import type { tickets } from './tickets.ts';

export interface Contract {
  accounting: typeof accounting;
  appCalls: typeof appCalls;
  appMessages: typeof appMessages;
  appPages: typeof appPages;
  approvalComments: typeof approvalComments;
  approvalsAdmin: typeof approvalsAdmin;
  approvalsPrograms: typeof approvalsPrograms;
  approvals: typeof approvals;
  appTokens: typeof appTokens;
  apps: typeof apps;
  appsAdmin: typeof appsAdmin;
  assessmentAdmin: typeof assessmentAdmin;
  assessment: typeof assessment;
  attendanceAdmin: typeof attendanceAdmin;
  attendanceLeave: typeof attendanceLeave;
  attendance: typeof attendance;
  calendar: typeof calendar;
  callbacks: typeof callbacks;
  capExperiments: typeof capExperiments;
  channels: typeof channels;
  contactCodes: typeof contactCodes;
  customerDuplicates: typeof customerDuplicates;
  customerFields: typeof customerFields;
  customerGroups: typeof customerGroups;
  customerPage: typeof customerPage;
  customerRules: typeof customerRules;
  customerTimeline: typeof customerTimeline;
  customerTransfers: typeof customerTransfers;
  customers: typeof customers;
  deskAdmin: typeof deskAdmin;
  deskPage: typeof deskPage;
  desk: typeof desk;
  directoryAdmin: typeof directoryAdmin;
  directorySettings: typeof directorySettings;
  directory: typeof directory;
  expensesAdmin: typeof expensesAdmin;
  expenses: typeof expenses;
  files: typeof files;
  groupPosts: typeof groupPosts;
  identityAdmin: typeof identityAdmin;
  identity: typeof identity;
  invoices: typeof invoices;
  joining: typeof joining;
  journalsAdmin: typeof journalsAdmin;
  journals: typeof journals;
  journeys: typeof journeys;
  keeping: typeof keeping;
  leaving: typeof leaving;
  links: typeof links;
  materials: typeof materials;
  memberImport: typeof memberImport;
  messaging: typeof messaging;
  moments: typeof moments;
  notices: typeof notices;
  objectives: typeof objectives;
  orders: typeof orders;
  outreach: typeof outreach;
  programme: typeof programme;
  qrSignIn: typeof qrSignIn;
  robots: typeof robots;
  sample: typeof sample;
  talk: typeof talk;
  tasks: typeof tasks;
  tickets: typeof tickets;
}

export const routes = {
  directory: {
    getMembers: 'GET /members',
    searchMembers: 'GET /search/members',
    getMemberCard: 'GET /members/:memberId/card',
    listDepartments: 'GET /departments',
    listDepartmentMembers: 'GET /departments/:departmentId/members',
    searchDepartments: 'GET /search/departments',
  },
  files: {
    startUpload: 'POST /uploads',
    continueUpload: 'PATCH /uploads/:uploadId',
    getUpload: 'GET /uploads/:uploadId',
    cancelUpload: 'DELETE /uploads/:uploadId',
    describeFile: 'GET /files/:fileId/facts',
    getFile: 'GET /files/:fileId',
    getThumb: 'GET /files/:fileId/thumb',
    setAvatar: 'PUT /me/avatar',
    getAvatar: 'GET /avatars/:memberId',
  },
  identity: {
    me: 'GET /me',
    setupState: 'GET /setup',
    setUp: 'POST /setup',
    signIn: 'POST /sign-in',
    signInSecond: 'POST /sign-in/second',
    secondPasskeyOptions: 'POST /sign-in/second/passkey-options',
    passkeyOptions: 'POST /sign-in/passkey-options',
    signInWithPasskey: 'POST /sign-in/passkey',
    signInWays: 'GET /sign-in/ways',
    forgotPassword: 'POST /forgot-password',
    startSso: 'GET /sign-in/sso/:corpId',
    finishSso: 'GET /sign-in/sso-callback',
    signOut: 'POST /sign-out',
    invitation: 'GET /invitations/:key',
    acceptInvitation: 'POST /invitations/:key',
    changePassword: 'POST /me/password',
    mySessions: 'GET /me/sessions',
    endMySession: 'DELETE /me/sessions/:sessionId',
    endMyOtherSessions: 'POST /me/sessions/end-others',
    mySecurity: 'GET /me/security',
    confirm: 'POST /me/confirm',
    confirmPasskeyOptions: 'POST /me/confirm/passkey-options',
    beginTotp: 'POST /me/totp',
    activateTotp: 'POST /me/totp/activate',
    removeTotp: 'DELETE /me/totp',
    renewRecoveryCodes: 'POST /me/recovery-codes',
    beginPasskey: 'POST /me/passkeys/options',
    addPasskey: 'POST /me/passkeys',
    removePasskey: 'DELETE /me/passkeys/:passkeyId',
  },
  links: {
    getLinkPreview: 'GET /link-previews',
    getLinkPicture: 'GET /link-previews/:linkId/picture',
    getLinkSettings: 'GET /admin/link-previews',
    setLinkSettings: 'PUT /admin/link-previews',
  },
  messaging: {
    listChats: 'GET /chats',
    getChat: 'GET /chats/:chatId',
    openDirect: 'POST /chats/direct',
    getSpeakers: 'GET /speakers',
    createGroup: 'POST /chats',
    openDepartmentChat: 'POST /departments/:departmentId/chat',
    updateChat: 'PATCH /chats/:chatId',
    dissolveChat: 'DELETE /chats/:chatId',
    listChatMembers: 'GET /chats/:chatId/members',
    addChatMembers: 'POST /chats/:chatId/members',
    removeChatMember: 'DELETE /chats/:chatId/members/:memberId',
    setChatRole: 'PUT /chats/:chatId/members/:memberId/role',
    postMessage: 'POST /chats/:chatId/messages',
    listMessages: 'GET /chats/:chatId/messages',
    listReplies: 'GET /chats/:chatId/messages/:seq/replies',
    editMessage: 'PATCH /chats/:chatId/messages/:seq',
    listVersions: 'GET /chats/:chatId/messages/:seq/versions',
    recallMessage: 'DELETE /chats/:chatId/messages/:seq',
    reactToMessage: 'PUT /chats/:chatId/messages/:seq/reactions',
    pinMessage: 'PUT /chats/:chatId/messages/:seq/pin',
    listPins: 'GET /chats/:chatId/pins',
    listReaders: 'GET /chats/:chatId/messages/:seq/readers',
    forwardMessages: 'POST /chats/:chatId/forward',
    markRead: 'PUT /chats/:chatId/read',
    setMyChat: 'PATCH /chats/:chatId/mine',
    scheduleMessage: 'POST /chats/:chatId/scheduled',
    listScheduled: 'GET /scheduled',
    cancelScheduled: 'DELETE /scheduled/:scheduledId',
    search: 'GET /search/messages',
    searchChats: 'GET /search/chats',
  },
  notices: {
    getNotices: 'GET /me/notifications',
    setNotices: 'PUT /me/notifications',
    getPushKey: 'GET /push/key',
    addPush: 'POST /push/subscriptions',
    removePush: 'DELETE /push/subscriptions/:pushId',
    testPush: 'POST /push/test',
    getNoticePolicy: 'GET /admin/notifications',
    setNoticePolicy: 'PUT /admin/notifications',
    askToStopDigest: 'GET /mail/stop/:key',
    stopDigest: 'POST /mail/stop/:key',
  },
} as const satisfies { [M in keyof Contract]?: { [E in keyof Contract[M]]: string } };
