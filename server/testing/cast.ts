// The people and things the authorization matrix asks about, and whom it asks as.
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { RuleConfig } from '@teahouse/contract/attendance-shapes';
import { type AppScope, appScopes } from '@teahouse/contract/app-scopes';
import { appsAdmin } from '@teahouse/contract/apps';
import type { CustomerId, DepartmentId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { identity } from '@teahouse/contract/identity';
import { invoices } from '@teahouse/contract/invoices';
import { joining } from '@teahouse/contract/joining';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { tasks } from '@teahouse/contract/tasks';
import { notices } from '@teahouse/contract/notices';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { deskPage } from '@teahouse/contract/desk-page';
import { customers } from '@teahouse/contract/customers';
import { moments } from '@teahouse/contract/moments';
import { orders } from '@teahouse/contract/orders';
import { outreach } from '@teahouse/contract/outreach';
import { memberStopped } from '@teahouse/contract/directory';
import { handOutKey } from '../kernel/front-desk.ts';
import { newId } from '../kernel/ids.ts';
import { journeys } from '@teahouse/contract/journeys';
import { tickets } from '@teahouse/contract/tickets';
import { system } from '../kernel/work.ts';
import { issueToken } from '../modules/apps/index.ts';
import { makeAssessment } from './cast-assessment.ts';
import { makeCalendar } from './cast-calendar.ts';
import { makeCustomerGroup } from './cast-groups.ts';
import { makeExpenses } from './cast-expenses.ts';
import { phoneAt } from './phone.ts';
import { upload } from './upload.ts';
import type { Company, Person, World } from './world.ts';

/** Programs, the last columns of the table. */
export const apps = ['app', 'bareapp', 'foreignapp'] as const;

export const principals = [
  'anonymous',
  'member',
  'other',
  'disabled',
  'branch',
  'system',
  'security',
  'audit',
  'owner',
  'foreign',
  'unconfirmed',
  'unenrolled',
  ...apps,
] as const;
export type Principal = (typeof principals)[number];

export interface Cast {
  /** what each principal shows: a cookie, the token of an app, or nothing */
  shown: Record<Principal, { cookie?: string; authorization?: string }>;
  /** {name} in a line of the table stands for this */
  things: Record<string, string>;
}

/**
 * Company A: Li (member) leads a group with Chen in the tea department; Wu (other) sits in coffee and in no group of theirs; branch
 * is a system administrator of coffee alone. Company B has an owner (foreign). `unconfirmed` is A's owner who signed in long ago;
 * `unenrolled` the owner of a company that asks for a second factor. `app` is an app of A with every scope that sees everybody, `bareapp`
 * one without any, `foreignapp` one of B with every scope.
 */
export async function makeCast(world: World): Promise<Cast> {
  const a = await world.company('A');
  const [tea, coffee] = [await a.department('茶'), await a.department('咖啡')];
  const li = await a.hire('李', { departments: [tea] });
  const chen = await a.hire('陈', { departments: [tea] });
  const wu = await a.hire('吴', { departments: [coffee] });
  const gone = await a.hire('走');
  const admins = {
    branch: await a.hire('分', { departments: [coffee] }),
    system: await a.hire('系'),
    security: await a.hire('安'),
    audit: await a.hire('审'),
  };
  await a.appoint(admins.branch, 'system', [coffee]);
  await a.appoint(admins.system, 'system');
  await a.appoint(admins.security, 'security');
  await a.appoint(admins.audit, 'audit');
  const things = { ...(await makeThings(world, a, { li, chen })), app: await makeApp(world, a, tea) };
  await world.house.openWork(a.id, system, async (w) => {
    await w.sql(`update members set status = 'disabled' where corp_id = $1 and id = $2`, [a.id, gone.id]);
    await w.emit(memberStopped, { memberId: gone.id, status: 'disabled' });
  });
  const unconfirmed = await ownerLongAgo(world, a);
  const b = await world.company('B');
  return {
    shown: {
      anonymous: {},
      member: li,
      other: wu,
      disabled: gone,
      ...admins,
      owner: a.owner,
      foreign: b.owner,
      unconfirmed: { cookie: unconfirmed },
      unenrolled: { cookie: await ownerToEnrol(world) },
      app: await tokenOf(world, a, appScopes),
      bareapp: await tokenOf(world, a, []),
      foreignapp: await tokenOf(world, b, appScopes),
    },
    things: {
      tea,
      coffee,
      root: a.rootId,
      li: li.id,
      chen: chen.id,
      wu: wu.id,
      gone: gone.id,
      corp: a.id,
      ...things,
    },
  };
}

/** A browser that takes pushes; nothing listens there. */
const browser = {
  endpoint: 'https://push.example/canary',
  keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
};

/** A service desk with one who serves, a customer who waits, and what is known. */
async function makeDesk(world: World, a: Company, li: Person) {
  const { owner } = a;
  const servers = [{ memberId: li.id }];
  const made = (await owner.call(deskAdmin.createDesk, { name: 'canary-desk', bot: false, servers })).body;
  const phone = phoneAt(world.house, made.url);
  await phone.call(deskPage.enterDesk, { device: phone.device });
  await phone.call(deskPage.askHuman, {});
  const waiting = (await li.call(desk.listDeskSessions, { box: 'queue' })).body.sessions;
  const reply = await owner.call(deskAdmin.saveDeskReply, { title: 'canary-reply', text: 'canary-text' });
  const article = { question: 'canary-question', answer: 'canary-answer' };
  return {
    desk: made.id,
    deskKey: phone.key,
    deskSession: waiting[0]!.id,
    ticket: (await li.call(tickets.createTicket, { title: 'canary-ticket', sessionId: waiting[0]!.id })).body
      .id,
    deskReply: reply.body.id,
    deskArticle: (await owner.call(deskAdmin.saveDeskArticle, article)).body.id,
  };
}

async function makeThings(world: World, a: Company, { li, chen }: Record<'li' | 'chen', Person>) {
  const group = (await li.call(messaging.createGroup, { title: 'canary-group', memberIds: [chen.id] })).body
    .id;
  const draft = { k: 'text' as const, b: { text: 'canary-words' } };
  const said = await li.call(messaging.postMessage, { chatId: group, cid: crypto.randomUUID(), draft });
  const at = new Date(Date.now() + 3_600_000).toISOString();
  const invitation = (await a.owner.call(identityAdmin.inviteMember, { memberId: chen.id })).body.url;
  const ctag = (
    await a.owner.call(customers.createCustomerTag, { group: 'canary-kind', name: 'canary-kept' })
  ).body.id;
  const code = (await li.call(contactCodes.createContactCode, { name: 'desk', welcome: { text: '' } })).body;
  await phoneAt(world.house, code.url).scan();
  const { follows } = (await li.call(customers.listCustomers, {})).body;
  const things = {
    group,
    ctag,
    code: code.id,
    codeKey: code.url.split('/').at(-1)!,
    customer: follows[0]!.customerId,
    customerChat: follows[0]!.chatId,
    order: (
      await li.call(orders.recordCustomerOrder, {
        customerId: follows[0]!.customerId,
        ref: 'canary-order',
        note: 'canary-note',
      })
    ).body.id,
    ...(await makeCustomerGroup(world, li)),
    ...(await makeBroadcasts(li)),
    ...(await makeMoment(world, a, li, follows[0]!.customerId)),
    seq: String(said.body.seq),
    task: (
      await li.call(tasks.addTask, {
        title: 'canary-task',
        checklist: [{ id: 'one', text: 'canary-item', done: false }],
      })
    ).body.id,
    scheduled: (await li.call(messaging.scheduleMessage, { chatId: group, draft, at })).body.id,
    later: at,
    tag: (await a.owner.call(directorySettings.createTag, { name: 'canary-tag' })).body.id,
    field: (
      await a.owner.call(directorySettings.createCustomField, {
        name: 'canary-field',
        kind: 'text',
        options: [],
        shown: true,
        order: 0,
      })
    ).body.id,
    session: (await li.call(identity.mySessions, {})).body.sessions[0]!.id,
    chenSession: (await chen.call(identity.mySessions, {})).body.sessions[0]!.id,
    file: (await upload(world.house, li, 'canary.txt', Buffer.from('canary-file'))).fileId,
    key: invitation.split('/').at(-1)!,
    push: (await li.call(notices.addPush, browser)).body.pushId,
    digestKey: await world.house.openWork(a.id, system, (w) =>
      handOutKey(w, 'digest', { opens: li.id, holder: `digest:${li.id}` }),
    ),
    ...(await makeArrivals(world, a)),
    ...(await makeDesk(world, a, li)),
    ...(await makeAttendance(world, a, { li, chen })),
    ...(await makeCalendar(a, li)),
    ...(await makeAssessment(a, li)),
    ...(await makeExpenses(world, a, li)),
    invoice: (await li.call(invoices.addInvoiceFromText, { text: invoiceCode })).body.id,
  };
  world.canaries.belong(a.id, [
    'canary-group',
    'canary-kept',
    'canary-words',
    'canary-task',
    'canary-calendar',
    'canary-event',
    'canary-tag',
    'canary-field',
  ]);
  return things;
}

const invoiceCode = '01,32,,24312000000088880001,56.00,20260520,,CAFE,';
const times = { sections: [{ start: 32_400, end: 64_800 }], rests: [], aheadSec: 3_600, afterSec: 3_600 };
const ruleConfig: RuleConfig = {
  kind: 'fixed',
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  shift: times,
  hoursSec: 0,
  dayStartSec: 0,
  holidays: true,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception',
  fieldPhoto: false,
  keepLocation: false,
  lateGraceSec: 0,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'none', offsetSec: 0, minSec: 0, maxSec: 0, unitSec: 60 },
  corrections: { perMonth: null, withinDays: 31 },
};

/** A rule, a place, a shift, leave, and an exchange Li asks of Chen. */
async function makeAttendance(world: World, a: Company, { li, chen }: Record<'li' | 'chen', Person>) {
  const rule = await a.owner.call(attendanceAdmin.createRule, {
    name: 'canary-rule',
    config: ruleConfig,
    departments: [],
    members: [],
  });
  const place = await a.owner.call(attendanceAdmin.createPlace, {
    name: 'canary-place',
    lat: 30,
    lng: 120,
    radiusM: 100,
    networks: [],
    wifi: [],
    memberIds: [],
  });
  const shift = await a.owner.call(attendanceAdmin.createShift, { name: 'canary-shift', color: 0, times });
  const day = { from: '2027-05-10T01:00:00Z', to: '2027-05-10T10:00:00Z' };
  const type = { unit: 'day' as const, daySec: 28_800, balanced: false, debt: false };
  const leave = await a.owner.call(attendanceLeave.createLeaveType, { name: 'canary-leave', ...type });
  const trip = await a.owner.call(attendanceLeave.recordAbsence, { memberId: li.id, kind: 'trip', ...day });
  const shiftId = shift.body.id;
  const cells = [
    { memberId: li.id, day: '2027-05-03', shiftId },
    { memberId: chen.id, day: '2027-05-04', shiftId },
  ];
  await a.owner.call(attendanceAdmin.setRoster, { cells });
  const wish = { day: '2027-05-03', otherId: chen.id, otherDay: '2027-05-04' };
  const swap = await li.call(attendanceLeave.askSwap, wish);
  world.canaries.belong(a.id, ['canary-leave', 'canary-rule', 'canary-place', 'canary-shift']);
  return {
    rule: rule.body.id,
    place: place.body.id,
    shift: shift.body.id,
    leaveType: leave.body.id,
    absence: trip.body.id,
    swap: swap.body.id,
    yesterday: new Date(Date.now() - 86_400_000).toISOString(),
    ruleConfig: JSON.stringify(ruleConfig),
  };
}

/** An app that the tea department alone sees. */
async function makeApp(world: World, a: Company, tea: DepartmentId): Promise<string> {
  const visible = { all: false, memberIds: [], departmentIds: [tea], tagIds: [] };
  world.canaries.belong(a.id, ['canary-app']);
  return (await a.owner.call(appsAdmin.createApp, { name: 'canary-app', visible })).body.id;
}

/** Ways into the company: a table of members, a link to join by, and somebody who asks. */
async function makeArrivals(world: World, a: Company) {
  const table = await world.house.http.inject({
    method: 'POST',
    url: '/api/admin/imports?fileName=canary.csv',
    headers: { cookie: a.owner.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from('name,account\ncanary-person,canary1\n'),
  });
  const link = (await a.owner.call(joining.createJoinLink, { departmentId: a.rootId })).body;
  const joinKey = link.url!.split('/').at(-1)!;
  await world.stranger(joining.join, {
    key: joinKey,
    name: 'canary-newcomer',
    mobile: '13700000001',
    password: 'bamboo whisk 17',
  });
  const { requests } = (await a.owner.call(joining.listJoinRequests, {})).body;
  world.canaries.belong(a.id, ['canary-person', 'canary-newcomer']);
  return {
    import: (table.json() as { id: string }).id,
    link: link.id,
    request: requests[0]!.id,
    joinKey,
  };
}

/** A new app that sees everybody, and what it shows at the door. */
async function tokenOf(world: World, company: Company, scopes: readonly AppScope[]) {
  const { id } = (await company.owner.call(appsAdmin.createApp, { name: 'caller' })).body;
  await company.owner.call(appsAdmin.changeApp, { appId: id, scopes: [...scopes] });
  const { token } = await world.house.openWork(company.id, system, (w) =>
    issueToken(w, world.house.ports.secret, id),
  );
  return { authorization: `Bearer ${token}` };
}

async function ownerLongAgo(world: World, a: Company): Promise<string> {
  const second = await a.hire('早');
  await a.appoint(second, 'owner');
  await world.house.openWork(a.id, system, (w) =>
    w.sql(
      `update sessions set confirmed_at = confirmed_at - interval '11 minutes' where corp_id = $1 and member_id = $2`,
      [a.id, second.id],
    ),
  );
  return second.cookie;
}

async function ownerToEnrol(world: World): Promise<string> {
  const c = await world.company('C');
  await world.house.openWork(c.id, system, (w) =>
    w.sql(`insert into sign_in_policies (second_factor) values ('everyone')`),
  );
  return c.owner.cookie;
}

/** One that was not launched, and one that waits for its maker to confirm. */
async function makeBroadcasts(li: Person) {
  const written = {
    name: 'canary-offer',
    contents: [{ k: 'text' as const, b: { text: 'canary-offer' } }],
    holdOut: 0,
  };
  const draft = (await li.call(outreach.createBroadcast, written)).body.id;
  const launched = (await li.call(outreach.createBroadcast, { ...written, confirm: true })).body.id;
  await li.call(outreach.launchBroadcast, { broadcastId: launched });
  const { contents } = written;
  const plan = { anchor: 'added' as const, steps: [{ day: 1, at: '10:00', contents }] };
  const journey = async () => (await li.call(journeys.createJourney, { name: '关怀', plan })).body.id;
  const runningJourney = await journey();
  await li.call(journeys.publishJourney, { journeyId: runningJourney });
  return { broadcast: draft, launched, journey: await journey(), runningJourney };
}

/** Published by its maker, with a comment of their customer. */
async function makeMoment(world: World, a: Company, li: Person, customerId: CustomerId) {
  const content = { text: 'canary-moment' };
  const moment = (await li.call(moments.createMoment, { content, holdOut: 0 })).body.id;
  const comment = newId('mcm');
  await world.house.openWork(a.id, system, (w) =>
    w.sql(
      `insert into moment_comments (corp_id, id, moment_id, customer_id, member_id, by_member, body, at)
       values ($1, $2, $3, $4, $5, false, 'canary-comment', $6)`,
      [a.id, comment, moment, customerId, li.id, w.now],
    ),
  );
  return { moment, comment };
}
