// Written by tools/gen-routes.ts from the contract. Do not edit.
import type { apps } from './apps.ts';
import type { appsAdmin } from './apps.ts';
import type { attendanceAdmin } from './attendance-admin.ts';
import type { attendance } from './attendance.ts';
import type { contactCodes } from './contact-codes.ts';
import type { customerPage } from './customer-page.ts';
import type { customers } from './customers.ts';
import type { directoryAdmin } from './directory-admin.ts';
import type { directorySettings } from './directory-settings.ts';
import type { directory } from './directory.ts';
import type { files } from './files.ts';
import type { identityAdmin } from './identity-admin.ts';
import type { identity } from './identity.ts';
import type { joining } from './joining.ts';
import type { keeping } from './keeping.ts';
import type { leaving } from './leaving.ts';
import type { links } from './links.ts';
import type { memberImport } from './member-import.ts';
import type { messaging } from './messaging.ts';
import type { notices } from './notices.ts';
import type { sample } from './sample.ts';

export interface Contract {
  apps: typeof apps;
  appsAdmin: typeof appsAdmin;
  attendanceAdmin: typeof attendanceAdmin;
  attendance: typeof attendance;
  contactCodes: typeof contactCodes;
  customerPage: typeof customerPage;
  customers: typeof customers;
  directoryAdmin: typeof directoryAdmin;
  directorySettings: typeof directorySettings;
  directory: typeof directory;
  files: typeof files;
  identityAdmin: typeof identityAdmin;
  identity: typeof identity;
  joining: typeof joining;
  keeping: typeof keeping;
  leaving: typeof leaving;
  links: typeof links;
  memberImport: typeof memberImport;
  messaging: typeof messaging;
  notices: typeof notices;
  sample: typeof sample;
}

export const routes = {
  apps: {
    listApps: 'GET /apps',
    openAppChat: 'POST /apps/:appId/chat',
  },
  appsAdmin: {
    adminApps: 'GET /admin/apps',
    adminApp: 'GET /admin/apps/:appId',
    createApp: 'POST /admin/apps',
    changeApp: 'PATCH /admin/apps/:appId',
    showAppSecret: 'POST /admin/apps/:appId/secret',
    renewAppSecret: 'POST /admin/apps/:appId/secret/renew',
    openBuiltInApp: 'POST /admin/apps/built-in/:kind',
    listCallGaps: 'GET /admin/call-gaps',
  },
  attendanceAdmin: {
    listRules: 'GET /admin/attendance/rules',
    createRule: 'POST /admin/attendance/rules',
    changeRule: 'PUT /admin/attendance/rules/:ruleId',
    removeRule: 'DELETE /admin/attendance/rules/:ruleId',
    listPlaces: 'GET /admin/attendance/places',
    createPlace: 'POST /admin/attendance/places',
    changePlace: 'PUT /admin/attendance/places/:placeId',
    removePlace: 'DELETE /admin/attendance/places/:placeId',
    getKioskCode: 'GET /admin/attendance/places/:placeId/kiosk',
    listShifts: 'GET /admin/attendance/shifts',
    createShift: 'POST /admin/attendance/shifts',
    removeShift: 'DELETE /admin/attendance/shifts/:shiftId',
    getRoster: 'GET /admin/attendance/roster',
    setRoster: 'PUT /admin/attendance/roster',
    listHolidays: 'GET /admin/attendance/holidays',
    setHolidays: 'PUT /admin/attendance/holidays/:year',
    getMonthTable: 'GET /admin/attendance/months/:month',
    exportMonth: 'GET /admin/attendance/months/:month/export',
    closeMonth: 'POST /admin/attendance/months/:month/close',
    reopenMonth: 'POST /admin/attendance/months/:month/reopen',
  },
  attendance: {
    getToday: 'GET /attendance/today',
    punch: 'POST /attendance/punches',
    getMyMonth: 'GET /attendance/months/:month',
    getMyDay: 'GET /attendance/days/:day',
    listLooks: 'GET /attendance/looks',
    getTeamMonth: 'GET /attendance/team/:month',
    getMemberMonth: 'GET /attendance/members/:memberId/months/:month',
    getMemberDay: 'GET /attendance/members/:memberId/days/:day',
  },
  contactCodes: {
    listContactCodes: 'GET /contact-codes',
    createContactCode: 'POST /contact-codes',
    changeContactCode: 'PATCH /contact-codes/:codeId',
    contactCodeQr: 'GET /contact-codes/:codeId/qr',
  },
  customerPage: {
    contactMe: 'GET /c/:key',
    scan: 'POST /c/:key/scan',
    customerHere: 'GET /c/:key/me',
    changeMe: 'PATCH /c/:key/me',
    customerHistory: 'GET /c/:key/chats/:chatId/messages',
    customerPost: 'POST /c/:key/chats/:chatId/messages',
    customerUpload: 'POST /c/:key/files',
    customerFile: 'GET /c/:key/files/:fileId',
    muteMember: 'POST /c/:key/chats/:chatId/mute',
    takeAway: 'GET /c/:key/take-away',
  },
  customers: {
    listCustomers: 'GET /customers',
    exportCustomers: 'GET /customers/export',
    importCustomers: 'POST /customers/import',
    getCustomer: 'GET /customers/:customerId',
    changeFollow: 'PATCH /customers/:customerId/follow',
    answerCustomer: 'POST /customers/:customerId/answer',
    listCustomerTags: 'GET /customer-tags',
    createCustomerTag: 'POST /admin/customer-tags',
    removeCustomerTag: 'DELETE /admin/customer-tags/:tagId',
    mergeCustomers: 'POST /admin/customers/:customerId/merge',
    unmergeCustomer: 'POST /admin/customers/:customerId/unmerge',
  },
  directoryAdmin: {
    getCorp: 'GET /admin/corp',
    changeCorp: 'PATCH /admin/corp',
    adminDepartments: 'GET /admin/departments',
    departmentsById: 'GET /admin/departments/by-id',
    createDepartment: 'POST /admin/departments',
    changeDepartment: 'PATCH /admin/departments/:departmentId',
    removeDepartment: 'DELETE /admin/departments/:departmentId',
    adminMembers: 'GET /admin/members',
    adminMember: 'GET /admin/members/:memberId',
    createMember: 'POST /admin/members',
    changeMember: 'PATCH /admin/members/:memberId',
    moveMembers: 'POST /admin/members/move',
    disableMember: 'POST /admin/members/:memberId/disable',
    leaveMember: 'POST /admin/members/:memberId/leave',
    reactivateMember: 'POST /admin/members/:memberId/reactivate',
    getHandover: 'GET /admin/members/:memberId/handover',
    handOver: 'POST /admin/members/:memberId/handover',
  },
  directorySettings: {
    listTags: 'GET /admin/tags',
    createTag: 'POST /admin/tags',
    changeTag: 'PATCH /admin/tags/:tagId',
    removeTag: 'DELETE /admin/tags/:tagId',
    listCustomFields: 'GET /admin/custom-fields',
    createCustomField: 'POST /admin/custom-fields',
    changeCustomField: 'PATCH /admin/custom-fields/:fieldId',
    removeCustomField: 'DELETE /admin/custom-fields/:fieldId',
    getVisibility: 'GET /admin/visibility',
    setVisibility: 'PUT /admin/visibility',
  },
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
  identityAdmin: {
    listRoles: 'GET /admin/roles',
    grantRole: 'PUT /admin/roles/:role/:memberId',
    revokeRole: 'DELETE /admin/roles/:role/:memberId',
    handOver: 'POST /admin/owner',
    getSignInPolicy: 'GET /admin/sign-in-policy',
    setSignInPolicy: 'PUT /admin/sign-in-policy',
    getSso: 'GET /admin/sso',
    setSso: 'PUT /admin/sso',
    memberSessions: 'GET /admin/members/:memberId/sessions',
    endMemberSession: 'DELETE /admin/members/:memberId/sessions/:sessionId',
    endMemberSessions: 'POST /admin/members/:memberId/sessions/end',
    dropFactors: 'POST /admin/members/:memberId/factors/drop',
    inviteMember: 'POST /admin/members/:memberId/invitation',
    readAudit: 'GET /admin/audit',
    exportAudit: 'GET /admin/audit.csv',
    verifyAudit: 'POST /admin/audit/verify',
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
  joining: {
    listJoinLinks: 'GET /admin/join-links',
    createJoinLink: 'POST /admin/join-links',
    closeJoinLink: 'DELETE /admin/join-links/:linkId',
    joinLinkQr: 'GET /admin/join-links/:linkId/qr',
    listJoinRequests: 'GET /admin/join-requests',
    decideJoinRequest: 'POST /admin/join-requests/:requestId',
    joinLink: 'GET /join/:key',
    join: 'POST /join/:key',
  },
  keeping: {
    getStorage: 'GET /admin/storage',
    getKeeping: 'GET /admin/keeping',
    setKeeping: 'PUT /admin/keeping',
  },
  leaving: {
    leftBehind: 'GET /admin/members/:memberId/leaving',
    leave: 'POST /admin/members/:memberId/leaving',
  },
  links: {
    getLinkPreview: 'GET /link-previews',
    getLinkPicture: 'GET /link-previews/:linkId/picture',
    getLinkSettings: 'GET /admin/link-previews',
    setLinkSettings: 'PUT /admin/link-previews',
  },
  memberImport: {
    uploadImport: 'POST /admin/imports',
    getImport: 'GET /admin/imports/:importId',
    changeImport: 'PATCH /admin/imports/:importId',
    startImport: 'POST /admin/imports/:importId/start',
    importTemplate: 'GET /admin/import-template',
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
    listTodos: 'GET /todos',
    addTodo: 'POST /todos',
    finishTodo: 'PUT /todos/:todoId/done',
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
  sample: {
    openSample: 'POST /setup/sample',
  },
} as const satisfies { [M in keyof Contract]: { [E in keyof Contract[M]]: string } };
