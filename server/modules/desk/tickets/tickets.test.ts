// What was promised to a customer of a desk: who sees it, when it is late, and what the customer reads.
import { customerPage } from '@teahouse/contract/customer-page';
import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { deskPage } from '@teahouse/contract/desk-page';
import { tickets } from '@teahouse/contract/tickets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneAt } from '../../../testing/phone.ts';
import { openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a ticket: out of a session, done by a colleague until a day, late when it is not, and the customer reads their part', async () => {
  const company = await world.company('南山修车');
  const [lin, zhou, stranger] = [
    await company.hire('林小雨'),
    await company.hire('周大山'),
    await company.hire('何来'),
  ];
  const servers = [{ memberId: lin.id }];
  const d = (await company.owner.call(deskAdmin.createDesk, { name: '售后', bot: false, servers })).body;
  const come = async () => {
    const phone = phoneAt(world.house, d.url);
    await phone.call(deskPage.enterDesk, { device: phone.device });
    return phone;
  };
  const guest = await come();
  await guest.call(deskPage.askHuman, {});
  const { sessions } = (await lin.call(desk.listDeskSessions, { box: 'queue' })).body;
  const sessionId = sessions[0]!.id;
  const due = new Date(Date.now() + 3_600_000).toISOString();
  const made = (
    await lin.call(tickets.createTicket, {
      title: '换后轮刹车片',
      detail: '内部：老板的朋友',
      sessionId,
      memberId: stranger.id,
      dueAt: due,
    })
  ).body;
  expect(made).toMatchObject({ status: 'open', memberName: '何来', dueAt: due, late: false, deskId: d.id });
  const one = { ticketId: made.id };
  const boxOf = async (p: Person, which: 'mine' | 'open' | 'ended') =>
    (await p.call(tickets.listTickets, { box: which })).body.tickets.map((t) => t.id);
  // Whoever does it sees it although they serve at no desk; a colleague without a part in it does not.
  expect(await boxOf(stranger, 'mine')).toEqual([made.id]);
  expect(await boxOf(lin, 'open')).toEqual([made.id]);
  expect((await zhou.call(tickets.getTicket, one)).body.error?.code).toBe('desk.ticket_not_found');
  expect((await zhou.call(tickets.changeTicket, { ...one, status: 'done' })).status).toBe(404);
  await stranger.call(tickets.changeTicket, { ...one, status: 'doing' });
  await stranger.call(tickets.noteTicket, { ...one, text: '配件已到，明天装', shown: true });
  await stranger.call(tickets.noteTicket, { ...one, text: '客户很挑剔' });
  try {
    world.clock.now = new Date(Date.now() + 7_200_000);
    expect((await lin.call(tickets.getTicket, one)).body).toMatchObject({ status: 'doing', late: true });
    await stranger.call(tickets.changeTicket, { ...one, status: 'done' });
  } finally {
    world.clock.now = new Date();
  }
  expect((await lin.call(tickets.getTicket, one)).body).toMatchObject({
    late: false,
    endedAt: expect.any(String),
    notes: [{ shown: true }, { shown: false }],
  });
  expect([await boxOf(lin, 'open'), await boxOf(lin, 'ended')]).toEqual([[], [made.id]]);
  const read = await guest.call(tickets.myTickets, {});
  expect(read.body.tickets).toMatchObject([
    { no: made.no, title: '换后轮刹车片', status: 'done', notes: [{ text: '配件已到，明天装' }] },
  ]);
  const away = await guest.call(customerPage.takeAway, {});
  expect(away.body).toMatchObject({
    tickets: [{ title: '换后轮刹车片' }],
    momentComments: [],
    offersSent: [],
  });
  expect(JSON.stringify([read.body, away.body])).not.toMatch(/挑剔|朋友/);
  const other = await come();
  expect((await other.call(tickets.myTickets, {})).body.tickets).toEqual([]);
});
